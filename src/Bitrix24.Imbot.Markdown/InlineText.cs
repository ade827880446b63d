using Markdig.Syntax.Inlines;

namespace Bitrix24.Imbot.Markdown;

/// <summary>The text of an inline element, without its children.</summary>
internal static class InlineText
{
    private const string CommentStart = "<!--";

    public static string Read(Inline inline) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        HtmlEntityInline entity => entity.Transcoded.ToString() is var text && text.Any(char.IsControl) ? " " : text,
        BareAddressInline address => address.Address,
        AutolinkInline autolink => $"<{autolink.Url}>",
        HtmlInline html => html.Tag.StartsWith(CommentStart, StringComparison.Ordinal) ? string.Empty : html.Tag,
        DelimiterInline delimiter => delimiter.ToLiteral(),
        _ => string.Empty,
    };

    /// <summary>Whether a tag is a line break.</summary>
    public static bool IsLineBreak(HtmlInline html) => html.Tag.Replace(" ", string.Empty).ToUpperInvariant() is "<BR>" or "<BR/>";
}
