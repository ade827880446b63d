using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Core.Text;

/// <summary>
/// Protects the texts of an attachment. A portal decodes escapes in them a second time: a backslash followed by <c>n</c>, <c>t</c>, a quotation mark,
/// or a backslash becomes a line break, a tab, or one character, which damages <c>C:\temp\new.txt</c>. Doubling the backslash doesn't help, but a
/// zero-width space after it does. In URLs, the backslash is percent-encoded instead, because an invisible character would break them.
/// </summary>
internal static class AttachmentText
{
    private static readonly Regex Decoded = new(@"\\(?=[nt""\\])", RegexOptions.CultureInvariant);

    private static readonly HashSet<string> Addresses = new(StringComparer.Ordinal) { "LINK", "PREVIEW", "AVATAR" };

    /// <summary>Copies a map and protects all texts in it, at any depth.</summary>
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

    /// <summary>Inserts a zero-width space after each backslash that would be decoded. Null stays null.</summary>
    public static string? Protect(string? text) => text is null ? null : Decoded.Replace(text, "\\" + PlainText.Guard);
}
