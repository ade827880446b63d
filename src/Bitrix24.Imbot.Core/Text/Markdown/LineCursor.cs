using System.Text;

namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>A place in a line, counted in characters and in columns: a tab reaches to the next multiple of four.</summary>
internal sealed class LineCursor
{
    private const int TabWidth = 4;

    /// <summary>So many columns of blanks make code of what follows.</summary>
    public const int CodeIndent = 4;

    private readonly string line;
    private int offset;
    private int column;

    /// <summary>Only a part of the tab at <see cref="offset"/> was passed.</summary>
    private bool isInsideTab;

    private int nextOffset;
    private int nextColumn;

    public LineCursor(string line)
    {
        this.line = line;
        FindNext();
    }

    /// <summary>Columns of blanks that lie ahead.</summary>
    public int Indent => nextColumn - column;

    public bool IsBlank => nextOffset == line.Length;

    /// <summary>So many blanks stand before what follows that it is code.</summary>
    public bool IsIndented => Indent >= CodeIndent;

    /// <summary>The first character that is no blank; NUL at the end.</summary>
    public char Next => IsBlank ? '\0' : line[nextOffset];

    /// <summary>What follows the blanks.</summary>
    public string Rest => line.Substring(nextOffset);

    /// <summary>Everything that follows, blanks included.</summary>
    public string RestWithIndent
    {
        get
        {
            if (!isInsideTab)
            {
                return line.Substring(offset);
            }

            StringBuilder rest = new();
            return rest.Append(' ', TabWidth - (column % TabWidth)).Append(line, offset + 1, line.Length - offset - 1).ToString();
        }
    }

    public void SkipIndent()
    {
        offset = nextOffset;
        column = nextColumn;
        isInsideTab = false;
    }

    /// <summary>Passes so many characters that are no tabs, behind the blanks.</summary>
    public void SkipPast(int characters)
    {
        SkipIndent();
        offset += characters;
        column += characters;
        FindNext();
    }

    /// <summary>Passes at most so many columns of blanks.</summary>
    public void SkipColumns(int columns)
    {
        while (columns > 0 && offset < line.Length && line[offset] is ' ' or '\t')
        {
            int width = line[offset] == '\t' ? TabWidth - (column % TabWidth) : 1;
            int passed = Math.Min(width, columns);
            isInsideTab = passed < width;
            column += passed;
            columns -= passed;
            if (!isInsideTab)
            {
                offset++;
            }
        }

        FindNext();
    }

    private void FindNext()
    {
        nextOffset = offset;
        nextColumn = column;
        while (nextOffset < line.Length && line[nextOffset] is ' ' or '\t')
        {
            nextColumn += line[nextOffset] == '\t' ? TabWidth - (nextColumn % TabWidth) : 1;
            nextOffset++;
        }
    }
}
