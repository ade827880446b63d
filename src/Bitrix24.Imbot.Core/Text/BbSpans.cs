using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Core.Text;

/// <summary>Finds the BB codes of a text (docs/portal/messages.md, "Text formatting") and which of them belong together.</summary>
internal static class BbSpans
{
    /// <summary>The code in which other codes are text.</summary>
    public const string Code = "code";

    /// <summary>All elements (docs/portal/messages.md, "Text formatting").</summary>
    public static readonly string[] Names =
        ["b", "i", "u", "s", "size", "color", "url", "user", "chat", "context", "code", "img", "icon", "put", "send", "call", "timestamp", "disk", "br"];

    /// <summary>Elements whose content is an address, a number or a name.</summary>
    public static readonly HashSet<string> DataElements = new(StringComparer.Ordinal) { "img", "url", "call", "user", "chat", "context", "put", "send" };

    /// <summary>The address of a link may hold brackets in pairs, as the messenger reads it: <c>[url=https://portal/?a[1]=2]</c>.</summary>
    public static readonly Regex Tag = new(
        @"\[(?<name>url)(?<value>=https?://(?:[^\[\]\n]|\[[^\[\]\n]*\])+)\]|\[(?<close>/)?(?<name>" + string.Join("|", Names) + @")(?<value>[ =][^\[\]\n]*)?\]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The spans in order, without overlaps.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longestSpan">A span of more UTF-16 units is taken for plain text, which may be cut.</param>
    public static List<BbSpan> Find(string text, int longestSpan) => WithoutInner(Paired(text, longestSpan), longestSpan);

    private static List<BbSpan> Paired(string text, int longestSpan)
    {
        List<BbSpan> spans = [];
        Dictionary<string, Stack<int>> openByName = new(StringComparer.Ordinal);
        int lastCodeEnd = text.LastIndexOf("[/code]", StringComparison.OrdinalIgnoreCase);
        bool isInsideCode = false;
        foreach (Match match in Tag.Matches(text))
        {
            string name = match.Groups["name"].Value.ToLowerInvariant();
            bool isClosing = match.Groups["close"].Success;
            bool isCode = name == Code;
            if (match.Length > longestSpan)
            {
                continue;
            }

            BbSpan span = new(match.Index, match.Index + match.Length, name, BbSpan.NoPartner, IsOpening: false);
            if (isInsideCode && !(isClosing && isCode))
            {
                // It is text there, but looks better in one piece.
                spans.Add(span);
                continue;
            }

            if (!openByName.TryGetValue(name, out Stack<int>? open))
            {
                openByName[name] = open = new Stack<int>();
            }

            if (isClosing && open.Count > 0)
            {
                int partner = open.Pop();
                spans[partner] = spans[partner] with { Partner = spans.Count, IsOpening = true };
                span = span with { Partner = partner };
                isInsideCode = false;
            }
            else if (!isClosing && (!isCode || match.Index < lastCodeEnd))
            {
                open.Push(spans.Count);
                isInsideCode = isCode;
            }

            spans.Add(span);
        }

        return spans;
    }

    /// <summary>Short elements whose content is an address, a number or a name become one span.</summary>
    private static List<BbSpan> WithoutInner(List<BbSpan> spans, int longestSpan)
    {
        List<BbSpan> kept = [];
        Dictionary<int, int> places = [];
        for (int index = 0; index < spans.Count; index++)
        {
            BbSpan span = spans[index];
            bool isWhole = span.IsOpening && DataElements.Contains(span.Name) && spans[span.Partner].End - span.Start <= longestSpan
                && IsSelfContained(spans, index);
            if (isWhole)
            {
                kept.Add(span with { End = spans[span.Partner].End, Partner = BbSpan.NoPartner, IsOpening = false });
                index = span.Partner;
                continue;
            }

            places[index] = kept.Count;
            kept.Add(span);
        }

        return kept.ConvertAll(span => span.Partner == BbSpan.NoPartner ? span : span with { Partner = places[span.Partner] });
    }

    /// <summary>No tag inside has its partner outside.</summary>
    private static bool IsSelfContained(List<BbSpan> spans, int opening)
    {
        int closing = spans[opening].Partner;
        for (int index = opening + 1; index < closing; index++)
        {
            if (spans[index].Partner != BbSpan.NoPartner && (spans[index].Partner < opening || spans[index].Partner > closing))
            {
                return false;
            }
        }

        return true;
    }
}
