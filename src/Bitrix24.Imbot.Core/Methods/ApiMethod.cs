namespace Bitrix24.Imbot.Core.Methods;

/// <summary>
/// A REST method: its name and the facts about it. Names of the chat-bot API are converted to the documented spelling, because the portal requires it
/// (docs/portal/protocol.md, "Method names").
/// </summary>
public sealed class ApiMethod
{
    private const string JsonSuffix = ".json";
    private const string XmlSuffix = ".xml";

    /// <summary>Last name parts of methods that only read data.</summary>
    private static readonly string[] ReadingActions = ["get", "list", "search", "fields", "getcontext", "current", "info", "profile", "scope", "methods", "time"];

    private static readonly JsonElement Done = JsonDocument.Parse("""{"result":true}""").RootElement;

    internal ApiMethod(string name)
    {
        Name = name;
    }

    /// <summary>The name without a transport suffix.</summary>
    public string Name { get; }

    /// <summary>
    /// The parameters in one line, for display; empty if they aren't known. A question mark marks an optional parameter, braces enclose nested ones.
    /// The bot token isn't included: the session adds it.
    /// </summary>
    public string Parameters { get; internal init; } = string.Empty;

    /// <summary>Whether a call with an unknown outcome can be repeated, as far as the method alone determines it.</summary>
    internal Repeatability Repeatability { get; init; } = Repeatability.Once;

    /// <summary>
    /// Whether a call makes no changes on the portal. For a method without a row, this is derived from the name, so use it only to decide whether to
    /// ask for confirmation.
    /// </summary>
    internal bool IsReadOnly { get; init; }

    /// <summary>What the result must contain.</summary>
    internal ResultShape Result { get; init; } = ResultShape.Any;

    /// <summary>Where to put the bot token of an incoming webhook.</summary>
    internal BotTokenPlace BotTokenPlace { get; init; } = BotTokenPlace.Caller;

    /// <summary>Whether a bot token in the method's fields is a new token. The token at the top level then identifies the bot.</summary>
    internal bool RotatesBotToken { get; init; }

    /// <summary>Whether the portal accepts the method in a batch (docs/portal/limits-and-batch.md, "Batch commands").</summary>
    internal bool IsBatchable { get; init; } = true;

    /// <summary>Whether the next page is requested with <c>offset</c> and not with <c>start</c> (docs/portal/protocol.md, "Lists").</summary>
    internal bool IsPagedByOffset { get; init; }

    /// <summary>
    /// Whether the result is a list with pages. A different result is then a wrong answer of the portal and not a wrong choice of method.
    /// </summary>
    internal bool ReturnsList { get; init; }

    /// <summary>
    /// An error code that proves that the requested state already exists, because of an earlier call or an attempt whose answer was lost; null for
    /// none.
    /// </summary>
    internal string? CodeOfDone { get; init; }

    /// <summary>The scope that the method requires; null if unknown.</summary>
    internal string? Scope => Name.Split('.')[0].ToLowerInvariant() is ("imbot" or "im" or "user" or "department") and string scope ? scope : null;

    /// <summary>Whether this is a method of the chat-bot API, whose parameter names and types are known.</summary>
    internal bool IsOfBots => BotTokenPlace != BotTokenPlace.Caller;

    /// <summary>
    /// Reads a method name in any case, with or without <c>.json</c>. Methods that aren't in <see cref="ApiMethods"/> are never repeated if their
    /// outcome is unknown.
    /// </summary>
    /// <exception cref="B24Exception"><see cref="PortalErrors.MethodNameInvalid"/>.</exception>
    public static ApiMethod Parse(string text)
    {
        string name = (text ?? string.Empty).Trim();
        if (name.EndsWith(XmlSuffix, StringComparison.OrdinalIgnoreCase))
        {
            throw PortalErrors.MethodNameInvalid.With($"'{name}' requests XML. Only JSON is supported.");
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

    /// <summary>Whether a result shows that the call was executed: true for a method that only reads or isn't known; null if the result doesn't show it.</summary>
    internal bool? IsDone(JsonElement result) => Result switch
    {
        ResultShape.Any => true,
        ResultShape.Truth => result.Truth(),
        ResultShape.AnythingButFalse => result.Truth() != false,
        _ => HasId(result) ? true : null,
    };

    /// <summary>The result of a successful call if the error code is <see cref="CodeOfDone"/>; null if it is an ordinary error.</summary>
    internal JsonElement? ResultOfRefusal(string code) => string.Equals(code, CodeOfDone, StringComparison.OrdinalIgnoreCase) ? Done : null;

    internal static BotTokenPlace GetUsualBotTokenPlace(string name) =>
        name.StartsWith("imbot.v2.", StringComparison.OrdinalIgnoreCase) ? BotTokenPlace.Root
        : name.StartsWith("im.v2.", StringComparison.OrdinalIgnoreCase) ? BotTokenPlace.Forbidden
        : BotTokenPlace.Caller;

    private bool HasId(JsonElement result) => Result switch
    {
        ResultShape.Bot => result.Member("bot").Number("id") > 0,
        ResultShape.Chat => result.Member("chat").Number("id") > 0,
        ResultShape.ChatId => result.Number("chatId") > 0,
        ResultShape.SlashCommand => result.Member("command").Number("id") > 0,
        ResultShape.File => result.Member("file").Number("id") > 0,
        _ => result.Number("id") > 0 || result.TextMap("uuidMap").Count > 0,
    };

    private static bool IsNameCharacter(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '_' or ':' or '-';
}
