using System.Text;

namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>Cuts a text that <c>MarkdownText</c> made, without cutting a BB code, and ends the codes that are open there. A link whose address does not fit becomes its words.</summary>
public static class ShortenedText
{
    /// <summary>Fewest characters that a text can be cut to.</summary>
    public const int MinLimit = 50;

    private const string CutMark = " (...)";
    private const string CodeEnd = "[/code]";
    private const string LinkEnd = "[/url]";

    /// <summary>The text, or its beginning with a mark that it was cut.</summary>
    /// <param name="text">Text with BB codes, neutralised otherwise.</param>
    /// <param name="limit">Most characters (code points), <see cref="MinLimit"/> or more.</param>
    public static string Shorten(string text, int limit)
    {
        if (CodePoints.Count(text) <= limit)
        {
            return text;
        }

        // Behind the text, or null for a link that is left out because its address alone is too long; its words stay.
        Stack<string?> closings = new();
        StringBuilder shortened = new(limit);
        int left = limit - CutMark.Length;
        int place = 0;
        while (place < text.Length)
        {
            int end = EndOfPiece(text, place, isInsideCode: closings.Count > 0 && closings.Peek() == CodeEnd);
            bool isTag = end > place + 2;
            bool isClosing = isTag && text[place + 1] == '/';
            string closing = isTag && !isClosing ? ClosingOf(text, place, end) : string.Empty;

            // Room for the end of a code is taken when it begins.
            int needed = isClosing ? 0 : CodePoints.Count(text, place, end) + closing.Length;
            bool isLeftOut = isClosing ? closings.Pop() is null : needed > left;
            if (isLeftOut && !isClosing && closing != LinkEnd)
            {
                break;
            }

            if (isTag && !isClosing)
            {
                closings.Push(isLeftOut ? null : closing);
            }

            if (!isLeftOut)
            {
                shortened.Append(text, place, end - place);
                left -= needed;
            }

            place = end;
        }

        return shortened.Append(string.Concat(closings)).Append(CutMark).ToString();
    }

    /// <summary>A BB code, or one character. A bracket that begins no code has a guard behind it, inside code it need not.</summary>
    private static int EndOfPiece(string text, int start, bool isInsideCode)
    {
        bool isTag = text[start] == '[' && (isInsideCode
            ? string.CompareOrdinal(text, start, CodeEnd, 0, CodeEnd.Length) == 0
            : start + 1 < text.Length && text[start + 1] != PlainText.Guard);
        return isTag ? text.IndexOf(']', start) + 1
            : start + 1 < text.Length && char.IsSurrogatePair(text[start], text[start + 1]) ? start + 2
            : start + 1;
    }

    private static string ClosingOf(string text, int start, int end)
    {
        int equals = text.IndexOf('=', start, end - start);
        int nameEnd = equals < 0 ? end - 1 : equals;
        return $"[/{text.Substring(start + 1, nameEnd - start - 1)}]";
    }
}
