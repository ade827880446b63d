using System.Text;
using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>
/// Prepares incomplete Markdown for display: open emphasis and code are closed, and an incomplete link or marker at the end is omitted until the rest
/// arrives. Other Markdown text can end anywhere.
/// </summary>
public static class GrowingMarkdown
{
    /// <summary>Longer than usual links. A longer sequence is treated as text.</summary>
    private const int MaxHeldBack = 2000;

    /// <summary>The same limit for a link's text. Brackets that don't close by then are treated as brackets.</summary>
    private const int MaxLinkText = 300;

    private static readonly Regex Fence = new(@"\A[ \t]*(?:>[ \t]?)*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?(?<fence>`{3,}(?!.*`)|~{3,})", RegexOptions.CultureInvariant);

    /// <summary>A line that can still become a heading underline, a list, a quotation, a fence, or a table.</summary>
    private static readonly Regex OnlyMark = new(@"\A[ \t]*(?:[-=#*+>|`~_:]+[ \t]*|\d{1,9}[.)]?[ \t]*)\z", RegexOptions.CultureInvariant);

    /// <summary>The Markdown that can be converted and displayed.</summary>
    /// <param name="markdown">The Markdown so far.</param>
    public static string Complete(string markdown)
    {
        string text = GrowingBBCode.WithoutHalfCharacter(markdown).Replace("\r\n", "\n").Replace('\r', '\n');
        int lastLine = text.LastIndexOf('\n') + 1;
        int block = OpenBlockIn(text, out char fence);
        string last = text.Substring(lastLine);
        if (block < 0)
        {
            // In a code block, only its end can be incomplete.
            return last.Trim().Length > 0 && last.Trim().All(sign => sign == fence) ? text.Substring(0, lastLine) : text;
        }

        if (OnlyMark.IsMatch(last) || Fence.IsMatch(last))
        {
            text = text.Substring(0, lastLine);
        }

        string open = block < text.Length ? text.Substring(block) : string.Empty;
        bool isHalfTable = open.TrimStart().StartsWith("|", StringComparison.Ordinal) && open.Count(sign => sign == '\n') < 2;
        return text.Substring(0, text.Length - open.Length) + (isHalfTable ? string.Empty : ClosedInline(open));
    }

    /// <summary>Start of the last block, as far as it affects emphasis; -1 in a code block.</summary>
    private static int OpenBlockIn(string text, out char fence)
    {
        fence = '\0';
        int length = 0;
        int block = 0;
        for (int start = 0; start <= text.Length;)
        {
            int end = text.IndexOf('\n', start);
            string line = end < 0 ? text.Substring(start) : text.Substring(start, end - start);
            bool isComplete = end >= 0;
            start = end < 0 ? text.Length + 1 : end + 1;
            string found = Fence.Match(line).Groups["fence"].Value;
            if (length > 0)
            {
                if (found.Length >= length && found[0] == fence && line.Trim().Trim('>', ' ').All(sign => sign == found[0]))
                {
                    length = 0;
                    block = Math.Min(start, text.Length);
                }
            }
            else if (found.Length > 0 && isComplete)
            {
                length = found.Length;
                fence = found[0];
            }
            else if (line.Trim().Length == 0 && isComplete)
            {
                block = start;
            }
        }

        return length > 0 ? -1 : block;
    }

    private static string ClosedInline(string text)
    {
        List<string> open = [];
        StringBuilder shown = new();
        for (int place = 0; place < text.Length;)
        {
            char sign = text[place];
            if (sign == '\\')
            {
                if (place + 1 == text.Length)
                {
                    break;
                }

                shown.Append(text, place, 2);
                place += 2;
            }
            else if (sign == '`')
            {
                place = PassCode(text, place, shown, out string closing);
                if (closing.Length > 0)
                {
                    return Closed(shown, closing, open);
                }
            }
            else if (sign is '*' or '_' or '~')
            {
                place = PassEmphasis(text, place, shown, open);
            }
            else if (sign == '[' || (sign == '!' && place + 1 < text.Length && text[place + 1] == '['))
            {
                if (EndOfLink(text, place) is not { } end)
                {
                    break;
                }

                shown.Append(text, place, end - place);
                place = end;
            }
            else
            {
                shown.Append(sign);
                place++;
            }
        }

        return Closed(shown, string.Empty, open);
    }

    /// <summary>Closes what is open. Markers can't close anything after white space, or open anything at the end.</summary>
    private static string Closed(StringBuilder shown, string closing, List<string> open)
    {
        if (closing.Length == 0 && open.Count > 0)
        {
            TrimEnd(shown);
        }

        while (closing.Length == 0 && open.Count > 0 && EndsWith(shown, open[open.Count - 1]))
        {
            shown.Length -= open[open.Count - 1].Length;
            TrimEnd(shown);
            open.RemoveAt(open.Count - 1);
        }

        shown.Append(closing);
        for (int index = open.Count - 1; index >= 0; index--)
        {
            shown.Append(open[index]);
        }

        return shown.ToString();
    }

    private static void TrimEnd(StringBuilder text)
    {
        while (text.Length > 0 && char.IsWhiteSpace(text[text.Length - 1]))
        {
            text.Length--;
        }
    }

    private static bool EndsWith(StringBuilder text, string end) =>
        text.Length >= end.Length && text.ToString(text.Length - end.Length, end.Length) == end;

    /// <summary>Reads a code span, or the rest of the text if it is open.</summary>
    /// <param name="text">The block.</param>
    /// <param name="start">Index of the first backtick.</param>
    /// <param name="shown">Receives the text to display.</param>
    /// <param name="closing">The closing marker; empty if the span is complete or has no content yet.</param>
    private static int PassCode(string text, int start, StringBuilder shown, out string closing)
    {
        closing = string.Empty;
        int length = RunAt(text, start);
        for (int place = start + length; place < text.Length;)
        {
            int run = RunAt(text, place);
            if (text[place] == '`' && run == length)
            {
                shown.Append(text, start, place + run - start);
                return place + run;
            }

            place += text[place] == '`' ? run : 1;
        }

        string content = text.Substring(start + length).TrimEnd('`');
        if (content.Trim().Length > 0)
        {
            closing = new string('`', length);
            shown.Append(closing).Append(content);
        }

        return text.Length;
    }

    private static int PassEmphasis(string text, int start, StringBuilder shown, List<string> open)
    {
        int end = start + RunAt(text, start);
        string run = text.Substring(start, end - start);
        char before = start == 0 ? ' ' : text[start - 1];
        char after = end == text.Length ? ' ' : text[end];
        bool isInWord = run[0] == '_' && char.IsLetterOrDigit(before) && char.IsLetterOrDigit(after);
        while (run.Length > 0 && !isInWord)
        {
            string last = open.Count > 0 ? open[open.Count - 1] : string.Empty;
            if (!char.IsWhiteSpace(before) && last.Length > 0 && last[0] == run[0])
            {
                if (run.Length < last.Length)
                {
                    if (end == text.Length)
                    {
                        // A part of the closing marker.
                        return end;
                    }

                    break;
                }

                shown.Append(last);
                run = run.Substring(last.Length);
                open.RemoveAt(open.Count - 1);
                continue;
            }

            if (char.IsWhiteSpace(after) || (run[0] == '~' && run.Length != 2))
            {
                if (end == text.Length && start > 0)
                {
                    // No text follows yet.
                    return end;
                }

                break;
            }

            string opened = run.Substring(0, Math.Min(2, run.Length));
            open.Add(opened);
            shown.Append(opened);
            run = run.Substring(opened.Length);
            before = ' ';
        }

        shown.Append(run);
        return end;
    }

    /// <summary>End of a link or an image; null if it is incomplete. A bracket that begins neither ends immediately.</summary>
    private static int? EndOfLink(string text, int start)
    {
        int bracket = text[start] == '!' ? start + 1 : start;
        int depth = 0;
        for (int place = bracket; place < Math.Min(text.Length, bracket + MaxLinkText); place++)
        {
            depth += text[place] == '[' ? 1 : text[place] == ']' ? -1 : 0;
            if (depth == 0)
            {
                if (place + 1 == text.Length)
                {
                    return null;
                }

                if (text[place + 1] != '(')
                {
                    return bracket + 1;
                }

                int end = text.IndexOf(')', place, Math.Min(MaxHeldBack, text.Length - place));
                return end >= 0 ? end + 1 : text.Length - start > MaxHeldBack ? bracket + 1 : null;
            }
        }

        return text.Length - bracket >= MaxLinkText || text.IndexOf('\n', start) >= 0 ? bracket + 1 : null;
    }

    private static int RunAt(string text, int start)
    {
        int end = start;
        while (end < text.Length && text[end] == text[start])
        {
            end++;
        }

        return end - start;
    }
}
