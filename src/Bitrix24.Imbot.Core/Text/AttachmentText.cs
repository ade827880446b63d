using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.Core.Text;

/// <summary>
/// Protects the texts of an attachment. A portal decodes escapes in them a second time: a backslash with <c>n</c>, <c>t</c>, a quotation mark or another
/// backslash after it becomes a line break, a tab or one character, so that <c>C:\temp\new.txt</c> loses its folders. Doubling the backslash does not help;
/// a zero-width space after it does. In an address the backslash is percent-encoded instead, because an address with an invisible character leads nowhere.
/// </summary>
internal static class AttachmentText
{
    private const string Decoded = "nt\"\\";

    private static readonly HashSet<string> Addresses = new(StringComparer.Ordinal) { "LINK", "PREVIEW", "AVATAR" };

    /// <summary>The same members, with every text in them protected, however deep.</summary>
    public static JsonMap Protect(JsonMap map)
    {
        JsonMap copy = new();
        foreach (KeyValuePair<string, object?> member in map)
        {
            copy[member.Key] = member.Value switch
            {
                string text => Addresses.Contains(member.Key) ? text.Replace("\\", "%5C") : Protect(text),
                JsonMap inner => Protect(inner),
                IEnumerable<JsonMap> list => list.Select(Protect).ToArray(),
                _ => member.Value,
            };
        }

        return copy;
    }

    /// <summary>The text with a zero-width space after each backslash that would be decoded; null stays null.</summary>
    public static string? Protect(string? text)
    {
        if (text is null || text.IndexOf('\\') < 0)
        {
            return text;
        }

        System.Text.StringBuilder whole = new(text.Length + 16);
        for (int index = 0; index < text.Length; index++)
        {
            whole.Append(text[index]);
            if (text[index] == '\\' && index + 1 < text.Length && Decoded.IndexOf(text[index + 1]) >= 0)
            {
                whole.Append(PlainText.Guard);
            }
        }

        return whole.ToString();
    }
}
