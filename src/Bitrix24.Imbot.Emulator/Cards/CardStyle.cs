using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Emulator.Cards;

/// <summary>Rules that attachments and keyboards share: links, colors, and sizes.</summary>
internal static partial class CardStyle
{
    /// <summary>An attachment or keyboard is too long if its normalized JSON has this many characters.</summary>
    public const int MaxJsonLength = 60_000;

    /// <summary>True for a path, or for a URL whose scheme is in lower case.</summary>
    public static bool IsLink(JsonNode? value) => value is not null && PhpText.IsMatch(Link(), value);

    public static bool IsColor(JsonNode? value) => value is not null && PhpText.IsMatch(Color(), value);

    /// <summary>A known color token; otherwise, the token base.</summary>
    public static string Token(JsonNode? value) => PhpValue.IsString(value) && PhpValue.Text(value) is string token and ("primary" or "secondary" or "alert")
        ? token
        : "base";

    /// <summary>Copies a value of any type.</summary>
    public static void Copy(FieldMap from, JsonObject to, string name)
    {
        if (from.Has(name))
        {
            to[name] = from[name]!.DeepClone();
        }
    }

    /// <summary>Copies a path or a URL.</summary>
    public static void CopyLink(FieldMap from, JsonObject to, string name)
    {
        if (IsLink(from[name]))
        {
            Copy(from, to, name);
        }
    }

    /// <summary>Copies a positive number of up to 64 bits.</summary>
    public static void CopyNumber(FieldMap from, JsonObject to, string name)
    {
        if (PhpValue.Long(from[name]) is long number and > 0)
        {
            to[name] = number;
        }
    }

    public static void CopyColor(FieldMap from, JsonObject to, string name)
    {
        if (IsColor(from[name]))
        {
            to[name] = PhpText.Argument(from[name]);
        }
    }

    [GeneratedRegex("^(?:/|https?://)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex("^#[a-fA-F0-9]{3}(?:[a-fA-F0-9]{3})?\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Color();
}
