using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>
/// The name of a REST method, as it is sent. Methods of the chat-bot API are brought into the documentation's spelling,
/// because the portal does not find them in another (docs/portal/protocol.md, "Method names").
/// </summary>
public sealed class MethodName
{
    private const string JsonSuffix = ".json";
    private const string XmlSuffix = ".xml";

    private MethodName(string text)
    {
        Text = text;
    }

    /// <summary>The name without a transport suffix.</summary>
    public string Text { get; }

    /// <summary>Reads a method's name in any letter case, with or without <c>.json</c>.</summary>
    /// <exception cref="B24Exception"><see cref="ErrorKinds.MethodNameInvalid"/>.</exception>
    public static MethodName Parse(string text)
    {
        string name = (text ?? string.Empty).Trim();
        if (name.EndsWith(XmlSuffix, StringComparison.OrdinalIgnoreCase))
        {
            throw ErrorKinds.MethodNameInvalid.With($"'{name}' asks for XML; answers are read as JSON only.");
        }

        if (name.EndsWith(JsonSuffix, StringComparison.OrdinalIgnoreCase))
        {
            name = name.Substring(0, name.Length - JsonSuffix.Length);
        }

        if (name.Length == 0 || name[0] == '.' || name[name.Length - 1] == '.' || !name.All(IsNameCharacter))
        {
            throw ErrorKinds.MethodNameInvalid.With(name.Length == 0 ? "The method name is empty." : "The value is not a valid method name.");
        }

        return new MethodName(KnownMethods.SpellingOf(name));
    }

    /// <summary>Where the bot token of an incoming webhook belongs.</summary>
    internal BotTokenPlace BotTokenPlace
    {
        get
        {
            if (!StartsWith("imbot.v2."))
            {
                return StartsWith("im.v2.") ? BotTokenPlace.Forbidden : BotTokenPlace.CallersOwn;
            }

            if (Is("imbot.v2.Revision.get"))
            {
                return BotTokenPlace.Forbidden;
            }

            return Is("imbot.v2.Bot.register") ? BotTokenPlace.Fields : BotTokenPlace.Root;
        }
    }

    /// <summary>Whether a bot token in its fields is a new one, for the bot that the one at the top names.</summary>
    internal bool RotatesBotToken => Is("imbot.v2.Bot.update");

    /// <summary>The scope that the method needs; null where it isn't known.</summary>
    internal string? Scope => StartsWith("imbot.") ? "imbot"
        : StartsWith("im.") ? "im"
        : StartsWith("user.") ? "user"
        : StartsWith("department.") ? "department"
        : null;

    /// <summary>Whether this is the method of that name, letter case aside.</summary>
    internal bool Is(string name) => string.Equals(Text, name, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    public override string ToString() => Text;

    private static bool IsNameCharacter(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '_' or ':' or '-';

    private bool StartsWith(string prefix) => string.Compare(Text, 0, prefix, 0, prefix.Length, StringComparison.OrdinalIgnoreCase) == 0;
}
