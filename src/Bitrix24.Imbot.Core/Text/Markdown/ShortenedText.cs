using System.Text;

namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>
/// Shortens the output of <c>MarkdownText</c> without splitting a BB code, and closes open codes. A link whose URL doesn't fit is reduced to its
/// text.
/// </summary>
public static class ShortenedText
{
    /// <summary>Minimum limit in characters.</summary>
    public const int MinLimit = 50;

    private const string CutMark = " (...)";
    private const string CodeEnd = "[/code]";
    private const string LinkEnd = "[/url]";

    /// <summary>Returns the text, or its beginning and a mark that it was shortened.</summary>
    /// <param name="text">Text with BB codes, otherwise escaped.</param>
    /// <param name="limit">Maximum number of characters (code points), <see cref="MinLimit"/> or more.</param>
    public static string Shorten(string text, int limit)
    {
        if (CodePoints.Count(text) <= limit)
        {
            return text;
        }

        // Closing tags; null for a link whose URL is too long. Its text remains.
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

            // Room for a closing tag is reserved when the code opens.
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

    /// <summary>A BB code or one character. Outside code, a guard follows a bracket that begins no code.</summary>
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
