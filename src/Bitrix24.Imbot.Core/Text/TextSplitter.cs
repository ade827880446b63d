using System.Text;

namespace Bitrix24.Imbot.Core.Text;

/// <summary>
/// Splits a long text into messages, preferably at line breaks, otherwise between words or characters, but never inside a BB code or a surrogate
/// pair. Open codes are closed at the end of a part and reopened in the next one.
/// </summary>
public sealed class TextSplitter
{
    /// <summary>Minimum number of code points in a part, which leaves room for the added codes.</summary>
    public const int MinLimit = 40;

    private readonly string text;
    private readonly int limit;
    private readonly List<BbSpan> spans;

    /// <summary>Indexes in <see cref="spans"/> of the opening tags that are open at the current position.</summary>
    private readonly List<int> open = [];

    private TextSplitter(string text, int limit)
    {
        this.text = text;
        this.limit = limit;

        // A span of this length still fits, together with the reopened and closing tags.
        spans = BbSpans.Find(text, limit / 3);
        LeaveTooDeepOnesAlone();
    }

    /// <summary>The parts in order. A text that fits is returned unchanged. Parts without visible content are omitted.</summary>
    /// <param name="text">The text, with BB codes.</param>
    /// <param name="limit">Maximum number of code points in a part, <see cref="MinLimit"/> or more.</param>
    public static IReadOnlyList<string> Split(string text, int limit)
    {
        if (limit < MinLimit)
        {
            throw new ArgumentOutOfRangeException(nameof(limit), limit, $"The limit must be {MinLimit} code points or more.");
        }

        return CodePoints.Count(text) <= limit ? [text] : [.. new TextSplitter(text, limit).Parts()];
    }

    private IEnumerable<string> Parts()
    {
        int span = 0;
        for (int start = 0; start < text.Length;)
        {
            int[] reopened = [.. open];
            int end = EndOfPart(start, span);
            string content = text.Substring(start, end - start);
            bool isSeen = false;
            int seenUpTo = start;
            for (; span < spans.Count && spans[span].Start < end; span++)
            {
                isSeen = isSeen || !IsBlank(seenUpTo, spans[span].Start) || !IsTagOfPair(spans[span]);
                seenUpTo = spans[span].End;
                Pass(open, span);
            }

            if (isSeen || !IsBlank(seenUpTo, end))
            {
                yield return Assembled(start, content, reopened);
            }

            start = end;
        }
    }

    private string Assembled(int start, string content, int[] reopened)
    {
        StringBuilder part = new();
        foreach (int index in reopened)
        {
            part.Append(OpeningTag(index));
        }

        // A slash starts a command at the beginning of a message, but not in the middle of a line.
        bool beganLine = start == 0 || (text[start - 1] is '\n' or '\r' && !char.IsWhiteSpace(text[start]));
        part.Append(beganLine || reopened.Length > 0 ? content : PlainText.WithGuardedStart(content));
        foreach (int index in Enumerable.Reverse(open))
        {
            part.Append(spans[index].ClosingTag);
        }

        return part.ToString();
    }

    /// <summary>The end of a part: the best position up to which it fits.</summary>
    private int EndOfPart(int start, int nextSpan)
    {
        List<int> inside = [.. open];
        int budget = limit - 1 - inside.Sum(index => CodePoints.Count(OpeningTag(index)));
        int closing = inside.Sum(index => spans[index].ClosingTag.Length);
        int used = 0;
        int line = start, word = start, any = start;
        int lineUsed = 0, wordUsed = 0;
        for (int place = start; place < text.Length;)
        {
            int end = place + 1;
            if (nextSpan < spans.Count && spans[nextSpan].Start == place)
            {
                end = spans[nextSpan].End;
                closing += ClosingChange(nextSpan);
                Pass(inside, nextSpan);
                nextSpan++;
            }
            else if (end < text.Length && (char.IsSurrogatePair(text[place], text[end]) || (text[place] == '\r' && text[end] == '\n')))
            {
                end++;
            }

            used += CodePoints.Count(text, place, end);
            if (used + closing > budget)
            {
                return Best();
            }

            place = any = end;
            if (text[end - 1] is '\n' or '\r')
            {
                (line, lineUsed) = (end, used);
            }
            else if (char.IsWhiteSpace(text[end - 1]))
            {
                (word, wordUsed) = (end, used);
            }
        }

        return text.Length;

        // A break near the beginning would make a very small part, so a preferred kind of break is used only in the second half.
        int Best() => lineUsed >= limit / 2 ? line : wordUsed >= limit / 2 ? word : Math.Max(line, word) > start ? Math.Max(line, word) : any;
    }

    /// <summary>Ignores codes that are nested so deeply that repeating them would leave no room for text.</summary>
    private void LeaveTooDeepOnesAlone()
    {
        int carried = 0;
        for (int index = 0; index < spans.Count; index++)
        {
            BbSpan span = spans[index];
            if (span.Partner == BbSpan.NoPartner)
            {
                continue;
            }

            int cost = span.IsOpening ? CostOf(index) : -CostOf(span.Partner);
            if (carried + cost > limit / 3)
            {
                spans[span.Partner] = spans[span.Partner] with { Partner = BbSpan.NoPartner };
                spans[index] = span with { Partner = BbSpan.NoPartner, IsOpening = false };
                continue;
            }

            carried += cost;
        }

        int CostOf(int opening) => spans[opening].End - spans[opening].Start + spans[opening].ClosingTag.Length;
    }

    private int ClosingChange(int index) => !IsCarried(index) ? 0
        : spans[index].IsOpening ? spans[index].ClosingTag.Length : -spans[index].ClosingTag.Length;

    private void Pass(List<int> inside, int index)
    {
        if (!IsCarried(index))
        {
            return;
        }

        if (spans[index].IsOpening)
        {
            inside.Add(index);
        }
        else
        {
            inside.Remove(spans[index].Partner);
        }
    }

    private bool IsCarried(int index) => spans[index].Partner != BbSpan.NoPartner;

    private static bool IsTagOfPair(BbSpan span) => span.Partner != BbSpan.NoPartner || span.Name == "br";

    private bool IsBlank(int start, int end)
    {
        for (int index = start; index < end; index++)
        {
            if (!char.IsWhiteSpace(text[index]))
            {
                return false;
            }
        }

        return true;
    }

    private string OpeningTag(int index) => text.Substring(spans[index].Start, spans[index].End - spans[index].Start);
}
