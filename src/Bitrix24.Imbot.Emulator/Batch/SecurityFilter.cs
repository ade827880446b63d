using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Emulator.Batch;

/// <summary>
/// The portal's security filter for the parameters of batch commands. Three auditors, for scripts, SQL, and paths, insert a space into what they
/// recognize until they find nothing more (docs/portal/limits-and-batch.md, "Security filter", tests/Facts/oracle/batch-filter.json).
/// </summary>
internal static partial class SecurityFilter
{
    private static readonly FilterRule[] ParentFolders = [new("((?:[\\\\/]|%2f|%5c)(?:\\.|%2e))((?:\\.|%2e)(?:[\\\\/]|%2f|%5c))")];

    public static JsonNode? Clean(JsonNode? value) => value switch
    {
        JsonObject map => CleanMap(map),
        JsonArray list => new JsonArray([.. list.Select(Clean)]),
        _ when PhpValue.IsString(value) => CleanText(value!.GetValue<string>()),
        _ => value?.DeepClone(),
    };

    /// <summary>A member whose name was changed moves to the end.</summary>
    private static JsonObject CleanMap(JsonObject map)
    {
        JsonObject clean = [];
        foreach ((string name, _, JsonNode? value) in map
            .Select(pair => (Name: CleanText(pair.Key), OldName: pair.Key, pair.Value))
            .OrderBy(member => member.Name != member.OldName))
        {
            clean[name] = Clean(value);
        }

        return clean;
    }

    private static string CleanText(string text)
    {
        if (Harmless().IsMatch(text))
        {
            return text;
        }

        // The rules match bytes, so each byte becomes a character.
        string bytes = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
        string decoded = Decode(bytes);
        string clean = CleanPaths(SqlAuditor.Clean(ScriptAuditor.Clean(decoded)));
        return clean == decoded ? text : Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(clean));
    }

    /// <summary>Breaks references to a parent folder, and long sequences of dots and slashes.</summary>
    private static string CleanPaths(string text) =>
        FilterRule.Repeat(text, part => LongRow().Replace(FilterRule.ApplyAll(ParentFolders, part), " X "));

    /// <summary>Decodes HTML's numeric character references and three named ones until none are left.</summary>
    private static string Decode(string text) => FilterRule.Repeat(text, part =>
    {
        part = DecimalEntity().Replace(part, match => Character(match, NumberStyles.None));
        part = HexEntity().Replace(part, match => Character(match, NumberStyles.AllowHexSpecifier));
        return part.Replace("&colon;", ":", StringComparison.OrdinalIgnoreCase)
            .Replace("&tab;", "\r", StringComparison.OrdinalIgnoreCase)
            .Replace("&newline;", "\n", StringComparison.OrdinalIgnoreCase)
            .Replace("\0", "");
    });

    /// <summary>Returns the low byte of the number. The character after it remains unless it is a semicolon.</summary>
    private static string Character(Match match, NumberStyles style)
    {
        ulong number = ulong.TryParse(match.Groups[1].Value, style, CultureInfo.InvariantCulture, out ulong parsed) ? parsed : ulong.MaxValue;
        return (char)(number & 0xFF) + (match.Groups[2].Value == ";" ? "" : match.Groups[2].Value);
    }

    [GeneratedRegex("(?:\\.[\\\\/]+){30,}", RegexOptions.CultureInvariant)]
    private static partial Regex LongRow();

    [GeneratedRegex("^[A-Za-z0-9_.,-]*\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Harmless();

    [GeneratedRegex("&#([0-9]+)([^0-9]|\\z)", RegexOptions.CultureInvariant)]
    private static partial Regex DecimalEntity();

    [GeneratedRegex("&#[xX]([0-9a-fA-F]+)([^0-9a-fA-F]|\\z)", RegexOptions.CultureInvariant)]
    private static partial Regex HexEntity();
}
