using Markdig.Syntax;

namespace Bitrix24.Imbot.Markdown;

/// <summary>Records the blank lines of a text, because Markdig doesn't.</summary>
internal sealed class BlankLines
{
    private readonly List<int> starts = [0];
    private readonly List<bool> areBlank = [];

    public BlankLines(string text)
    {
        bool isBlank = true;
        for (int index = 0; index < text.Length; index++)
        {
            bool isLineEnd = text[index] == '\n' || (text[index] == '\r' && (index + 1 == text.Length || text[index + 1] != '\n'));
            if (isLineEnd)
            {
                starts.Add(index + 1);
                areBlank.Add(isBlank);
            }

            // A line that contains only quotation markers (>) is blank.
            isBlank = isLineEnd || (isBlank && text[index] is ' ' or '\t' or '\r' or '>');
        }

        areBlank.Add(isBlank);
    }

    /// <summary>Whether there is a blank line between two consecutive blocks.</summary>
    public bool AreBetween(Block first, Block second)
    {
        for (int line = LineAt(first.Span.End) + 1; line < second.Line; line++)
        {
            if (areBlank[line])
            {
                return true;
            }
        }

        return false;
    }

    private int LineAt(int place)
    {
        int found = starts.BinarySearch(place);
        return found >= 0 ? found : ~found - 1;
    }
}
