using System.Net;
using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Converts short texts with HTML, such as error descriptions, to plain text.</summary>
internal static class HtmlText
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Contains only names of real elements: <c>Parameter &lt;id&gt; is missing</c> is not HTML.</summary>
    private static readonly Regex Tag = new(
        @"</?(?:a|abbr|b|big|blockquote|body|br|center|code|dd|div|dl|dt|em|font|h[1-6]|head|hr|html|i|img|ins|label|li|meta|nobr|ol|p|pre|s|small|span|strong|sub|sup|table|tbody|td|th|title|tr|tt|u|ul)(?:\s[^<>]*)?/?>",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        Patience);

    private static readonly Regex Hidden = new(
        @"<(script|style)\b[^>]*>.*?</\1\s*>|<!--.*?-->", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline, Patience);

    private static readonly Regex Entity = new("&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Patience);

    private static readonly Regex Blanks = new(@"\s+", RegexOptions.CultureInvariant, Patience);

    /// <summary>Removes HTML from a text. A text without HTML is returned unchanged.</summary>
    public static string ToPlainText(string text)
    {
        try
        {
            string visible = Tag.Replace(Hidden.Replace(text, " "), Separator);
            bool isHtml = visible.Length != text.Length || Entity.IsMatch(text);
            return isHtml ? Blanks.Replace(WebUtility.HtmlDecode(visible), " ").Trim() : text;
        }
        catch (RegexMatchTimeoutException)
        {
            return text;
        }
    }

    /// <summary>Block elements become a space; inline elements are removed without a gap.</summary>
    private static string Separator(Match tag)
    {
        string name = new([.. tag.Value.TrimStart('<', '/').TakeWhile(char.IsLetterOrDigit)]);
        return name.ToLowerInvariant() is "a" or "abbr" or "b" or "big" or "code" or "em" or "font" or "i" or "ins" or "label" or "nobr" or "s" or "small"
            or "span" or "strong" or "sub" or "sup" or "tt" or "u" ? string.Empty : " ";
    }
}
