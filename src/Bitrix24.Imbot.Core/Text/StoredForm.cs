using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Core.Text;

/// <summary>
/// Predicts the form in which a portal measures and stores an attachment or a keyboard: it trims texts, adds defaults, and removes members that have
/// no effect. The input must be validated.
/// </summary>
internal static class StoredForm
{
    /// <summary>The portal uses the time in seconds as the ID of an attachment.</summary>
    private const int AnyTime = 1_700_000_000;

    /// <summary>If no color is specified, the portal chooses one. All colors have this length.</summary>
    private const string AnyColor = "#000000";

    private const string DefaultToken = "base";
    private const string NetworkId = "NETWORK_ID";

    private static readonly char[] Blanks = [' ', '\t', '\n', '\r', '\0', '\v'];
    private static readonly Regex LineBreak = new("\r\n|[\n\v\f\r\u0085\u2028\u2029]", RegexOptions.CultureInvariant);

    /// <summary>An attachment in its full form.</summary>
    public static JsonMap FromAttachment(JsonMap sent) => new()
    {
        ["ID"] = AnyTime,
        ["BLOCKS"] = ((IEnumerable<JsonMap>)sent["BLOCKS"]!).Select(FromBlock),
        ["DESCRIPTION"] = Trimmed(InOneLine(TextOf(sent, "DESCRIPTION") ?? string.Empty)),
        ["COLOR"] = TextOf(sent, "COLOR") ?? AnyColor,
        ["COLOR_TOKEN"] = TextOf(sent, "COLOR_TOKEN") ?? DefaultToken,
    };

    /// <summary>A button, or a line break between buttons.</summary>
    public static JsonMap FromButton(JsonMap sent, long botId)
    {
        if (TextOf(sent, "TYPE") is { } type)
        {
            return new JsonMap { ["TYPE"] = type };
        }

        JsonMap stored = new()
        {
            ["BOT_ID"] = botId,
            ["TYPE"] = "BUTTON",
            ["TEXT"] = Trimmed((string)sent["TEXT"]!),
            ["VOTE"] = "N",
            ["BLOCK"] = TextOf(sent, "BLOCK") ?? "N",
            ["WAIT"] = "N",
            ["CONTEXT"] = TextOf(sent, "CONTEXT") ?? "ALL",
            ["DISABLED"] = TextOf(sent, "DISABLED") ?? "N",
            ["DISPLAY"] = TextOf(sent, "DISPLAY") ?? "BLOCK",
            ["BG_COLOR_TOKEN"] = TextOf(sent, "BG_COLOR_TOKEN") ?? DefaultToken,
        };
        Copy(sent, stored, "APP_ID", "ACTION", "ACTION_VALUE", "COMMAND", "WIDTH", "BG_COLOR", "TEXT_COLOR", "OFF_BG_COLOR", "OFF_TEXT_COLOR");
        if (TextOf(sent, "LINK") is { } link)
        {
            stored["LINK"] = AsHtml(link);
        }

        if (!IsBlank(TextOf(sent, "APP_PARAMS")))
        {
            Copy(sent, stored, "APP_PARAMS");
        }

        if (sent.Contains("COMMAND"))
        {
            string? argument = TextOf(sent, "COMMAND_PARAMS");
            stored["COMMAND_PARAMS"] = IsBlank(argument) ? string.Empty : argument;
        }

        return stored;
    }

    private static JsonMap FromBlock(JsonMap sent)
    {
        KeyValuePair<string, object?> block = sent.Single();
        return new JsonMap
        {
            [block.Key] = block.Key switch
            {
                "MESSAGE" => Trimmed((string)block.Value!),
                "LINK" => new[] { FromLink((JsonMap)block.Value!) },
                "USER" => new[] { FromUser((JsonMap)block.Value!) },
                "GRID" => ((IEnumerable<JsonMap>)block.Value!).Select(FromRow),
                "IMAGE" => ((IEnumerable<JsonMap>)block.Value!).Select(FromImage),
                "FILE" => ((IEnumerable<JsonMap>)block.Value!).Select(FromFile),
                _ => block.Value,
            },
        };
    }

    private static JsonMap FromLink(JsonMap sent)
    {
        JsonMap stored = new();
        if (TextOf(sent, "NAME") is { } name)
        {
            AddTarget(sent, stored, "USER_ID", "CHAT_ID");
            stored["NAME"] = InOneLine(Trimmed(name));
        }

        Copy(sent, stored, "LINK", "DESC");
        if (sent.Contains("HTML"))
        {
            Copy(sent, stored, "HTML");
        }
        else if (sent.Contains("PREVIEW"))
        {
            Copy(sent, stored, "PREVIEW", "WIDTH", "HEIGHT");
        }

        return stored;
    }

    private static JsonMap FromUser(JsonMap sent)
    {
        JsonMap stored = new() { ["NAME"] = InOneLine((string)sent["NAME"]!) };
        string? target = AddTarget(sent, stored, "USER_ID", "CHAT_ID", "BOT_ID");
        if (target is null)
        {
            Copy(sent, stored, "LINK");
        }

        Copy(sent, stored, "AVATAR");
        stored["AVATAR_TYPE"] = TextOf(sent, "AVATAR_TYPE") ?? target switch { "CHAT_ID" => "CHAT", "BOT_ID" => "BOT", _ => "USER" };
        return stored;
    }

    private static JsonMap FromRow(JsonMap sent)
    {
        JsonMap stored = new()
        {
            ["NAME"] = InOneLine(Trimmed(TextOf(sent, "NAME") ?? string.Empty)),
            ["VALUE"] = Trimmed(TextOf(sent, "VALUE") ?? string.Empty),
            ["COLOR_TOKEN"] = TextOf(sent, "COLOR_TOKEN") ?? DefaultToken,
        };
        Copy(sent, stored, "DISPLAY", "WIDTH", "HEIGHT", "COLOR", "LINK", "USER_ID", "CHAT_ID");
        return stored;
    }

    private static JsonMap FromImage(JsonMap sent)
    {
        JsonMap stored = new();
        Copy(sent, stored, "LINK", "PREVIEW", "WIDTH", "HEIGHT");
        return stored.AddUnlessNull("NAME", NameOf(sent));
    }

    private static JsonMap FromFile(JsonMap sent)
    {
        JsonMap stored = new();
        Copy(sent, stored, "LINK", "SIZE");
        return stored.AddUnlessNull("NAME", NameOf(sent) is { } name ? InOneLine(name) : null);
    }

    /// <summary>The name of an image or file; null if it has no visible characters.</summary>
    private static string? NameOf(JsonMap sent) => TextOf(sent, "NAME") is { } name && !IsBlank(name) ? Trimmed(name) : null;

    /// <summary>Adds the first target of a link and returns its name; null if there is none.</summary>
    private static string? AddTarget(JsonMap sent, JsonMap stored, params string[] names)
    {
        if (TextOf(sent, NetworkId) is { } id)
        {
            stored[NetworkId] = NetworkIdOf(id);
            return NetworkId;
        }

        string? target = Array.Find(names, sent.Contains);
        if (target is not null)
        {
            Copy(sent, stored, target);
        }

        return target;
    }

    /// <summary>The first character, followed by a number.</summary>
    private static string NetworkIdOf(string id)
    {
        int first = id.Length > 1 && char.IsSurrogatePair(id, 0) ? 2 : Math.Min(id.Length, 1);
        string digits = new([.. id.Skip(first).TakeWhile(sign => sign is >= '0' and <= '9')]);
        string number = digits.TrimStart('0');
        return AsHtml(id.Substring(0, first)) + (number.Length == 0 ? "0" : number);
    }

    private static void Copy(JsonMap from, JsonMap to, params string[] names)
    {
        foreach (string name in names)
        {
            if (from.TryGet(name, out object? value))
            {
                to[name] = value;
            }
        }
    }

    private static string? TextOf(JsonMap map, string name) => map.TryGet(name, out object? value) ? (string?)value : null;

    private static bool IsBlank(string? text) => text is null || Trimmed(text).Length == 0;

    private static string Trimmed(string text) => text.Trim(Blanks);

    private static string InOneLine(string text) => LineBreak.Replace(text, " ");

    private static string AsHtml(string text) => text.Replace("&", "&amp;").Replace("\"", "&quot;").Replace("<", "&lt;").Replace(">", "&gt;");
}
