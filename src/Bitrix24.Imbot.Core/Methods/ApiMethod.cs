using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Core.Methods;

/// <summary>
/// A REST method: its name as it is sent, and what is known of it. Names of the chat-bot API are brought into the documentation's spelling,
/// because the portal doesn't find them in another (docs/portal/protocol.md, "Method names").
/// </summary>
public sealed class ApiMethod
{
    private const string JsonSuffix = ".json";
    private const string XmlSuffix = ".xml";

    /// <summary>The last parts of names by which the REST API calls methods that only read.</summary>
    private static readonly string[] ReadingActions = ["get", "list", "search", "fields", "getcontext", "current", "info", "profile", "scope", "methods", "time"];

    internal ApiMethod(string name)
    {
        Name = name;
    }

    /// <summary>The name without a transport suffix.</summary>
    public string Name { get; }

    /// <summary>
    /// Names of the parameters in one line, for people who look for them; empty where none are known. A question mark follows one that can be left out, braces
    /// hold what lies inside. The bot token isn't among them: the session adds it.
    /// </summary>
    public string Parameters { get; internal init; } = string.Empty;

    /// <summary>Whether a call whose outcome is unknown may be sent again, as far as the method alone decides that.</summary>
    internal Repeatability Repeatability { get; init; } = Repeatability.Once;

    /// <summary>Whether a call changes nothing on the portal. For a method without a row this goes by the name, so only a question to a person may depend on it.</summary>
    internal bool IsReadOnly { get; init; }

    /// <summary>What the result must hold.</summary>
    internal ResultShape Result { get; init; } = ResultShape.Any;

    /// <summary>Where the bot token of an incoming webhook belongs.</summary>
    internal BotTokenPlace BotTokenPlace { get; init; } = BotTokenPlace.CallersOwn;

    /// <summary>Whether a bot token in its fields is a new one, for the bot that the token at the top names.</summary>
    internal bool RotatesBotToken { get; init; }

    /// <summary>Whether the portal accepts the method in a batch (docs/portal/limits-and-batch.md, "Batch commands").</summary>
    internal bool IsBatchable { get; init; } = true;

    /// <summary>Whether the next page is requested with <c>offset</c> and not with <c>start</c> (docs/portal/protocol.md, "Lists").</summary>
    internal bool IsPagedByOffset { get; init; }

    /// <summary>Whether the result is known to be a list with pages, so that another result is a wrong answer and not a wrong choice of the method.</summary>
    internal bool ReturnsList { get; init; }

    /// <summary>A refusal that proves that what was asked for is there already, by an earlier call or by an attempt whose answer was lost; null for none.</summary>
    internal string? CodeOfDone { get; init; }

    /// <summary>The scope that the method needs; null where it isn't known.</summary>
    internal string? Scope => Name.Split('.')[0].ToLowerInvariant() is ("imbot" or "im" or "user" or "department") and string scope ? scope : null;

    /// <summary>Whether it is a method of the chat-bot API, whose parameter names and types are known.</summary>
    internal bool IsOfBots => BotTokenPlace != BotTokenPlace.CallersOwn;

    /// <summary>
    /// Reads a method's name in any letter case, with or without <c>.json</c>. A method that isn't in <see cref="ApiMethods"/> is never repeated when its outcome is unknown.
    /// </summary>
    /// <exception cref="B24Exception"><see cref="PortalErrors.MethodNameInvalid"/>.</exception>
    public static ApiMethod Parse(string text)
    {
        string name = (text ?? string.Empty).Trim();
        if (name.EndsWith(XmlSuffix, StringComparison.OrdinalIgnoreCase))
        {
            throw PortalErrors.MethodNameInvalid.With($"'{name}' asks for XML; answers are read as JSON only.");
        }

        if (name.EndsWith(JsonSuffix, StringComparison.OrdinalIgnoreCase))
        {
            name = name.Substring(0, name.Length - JsonSuffix.Length);
        }

        if (name.Length == 0 || name[0] == '.' || name[name.Length - 1] == '.' || !name.All(IsNameCharacter))
        {
            throw PortalErrors.MethodNameInvalid.With(name.Length == 0 ? "The method name is empty." : "The value is not a valid method name.");
        }

        return ApiMethods.Find(name) ?? new ApiMethod(name)
        {
            BotTokenPlace = GetUsualBotTokenPlace(name),
            IsReadOnly = ReadingActions.Contains(name.Substring(name.LastIndexOf('.') + 1), StringComparer.OrdinalIgnoreCase),
            IsBatchable = name.ToLowerInvariant() is not ("batch" or "upload" or "download"),
        };
    }

    /// <inheritdoc />
    public override string ToString() => Name;

    internal static BotTokenPlace GetUsualBotTokenPlace(string name) =>
        name.StartsWith("imbot.v2.", StringComparison.OrdinalIgnoreCase) ? BotTokenPlace.Root
        : name.StartsWith("im.v2.", StringComparison.OrdinalIgnoreCase) ? BotTokenPlace.Forbidden
        : BotTokenPlace.CallersOwn;

    private static bool IsNameCharacter(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '_' or ':' or '-';
}
