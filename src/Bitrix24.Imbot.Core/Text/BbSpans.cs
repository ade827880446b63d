using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Core.Text;

/// <summary>Finds the BB codes of a text and their matching tags (docs/portal/messages.md, "Text formatting").</summary>
internal static class BbSpans
{
    /// <summary>The code whose content is plain text.</summary>
    public const string Code = "code";

    /// <summary>All elements (docs/portal/messages.md, "Text formatting").</summary>
    public static readonly string[] Names =
        ["b", "i", "u", "s", "size", "color", "url", "user", "chat", "context", "code", "img", "icon", "put", "send", "call", "timestamp", "disk", "br"];

    /// <summary>Elements whose content is a URL, a number, or a name.</summary>
    public static readonly HashSet<string> DataElements = new(StringComparer.Ordinal) { "img", "url", "call", "user", "chat", "context", "put", "send" };

    /// <summary>A link's URL can contain pairs of brackets, as in the messenger: <c>[url=https://portal/?a[1]=2]</c>.</summary>
    public static readonly Regex Tag = new(
        @"\[(?<name>url)(?<value>=https?://(?:[^\[\]\n]|\[[^\[\]\n]*\])+)\]|\[(?<close>/)?(?<name>" + string.Join("|", Names) + @")(?<value>[ =][^\[\]\n]*)?\]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The spans in order, without overlaps.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxSpan">Spans with more UTF-16 units are treated as plain text, which can be split.</param>
    public static List<BbSpan> Find(string text, int maxSpan) => WithoutInner(Paired(text, maxSpan), maxSpan);

    private static List<BbSpan> Paired(string text, int maxSpan)
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
            if (match.Length > maxSpan)
            {
                continue;
            }

            BbSpan span = new(match.Index, match.Index + match.Length, name, BbSpan.NoPartner, IsOpening: false);
            if (isInsideCode && !(isClosing && isCode))
            {
                // It is plain text, but is easier to read in one piece.
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

    /// <summary>Merges short elements whose content is a URL, a number, or a name into one span.</summary>
    private static List<BbSpan> WithoutInner(List<BbSpan> spans, int maxSpan)
    {
        List<BbSpan> kept = [];
        Dictionary<int, int> places = [];
        for (int index = 0; index < spans.Count; index++)
        {
            BbSpan span = spans[index];
            bool isWhole = span.IsOpening && DataElements.Contains(span.Name) && spans[span.Partner].End - span.Start <= maxSpan
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

    /// <summary>Whether no tag inside matches a tag outside.</summary>
    private static bool IsSelfContained(List<BbSpan> spans, int opening)
    {
        int closing = spans[opening].Partner;
        return spans.GetRange(opening, closing - opening)
            .TrueForAll(span => span.Partner == BbSpan.NoPartner || (span.Partner >= opening && span.Partner <= closing));
    }
}
