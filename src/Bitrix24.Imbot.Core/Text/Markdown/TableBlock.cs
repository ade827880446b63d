namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>A table: a row of headings, and rows of cells.</summary>
/// <param name="header">The headings.</param>
/// <param name="alignments">Of the columns.</param>
internal sealed class TableBlock(IReadOnlyList<string> header, IReadOnlyList<CellAlignment> alignments) : Block
{
    /// <summary>A text of nothing but bars must not become a table of thousands of empty cells.</summary>
    private const int MostColumns = 100;

    public IReadOnlyList<string> Header { get; } = header;

    public IReadOnlyList<CellAlignment> Alignments { get; } = alignments;

    public List<IReadOnlyList<string>> Rows { get; } = [];

    /// <summary>The table that two lines begin: headings, and under each dashes with colons that align it.</summary>
    public static TableBlock? At(string headerLine, string ruleLine, bool hasBlankBefore)
    {
        if (headerLine.IndexOf('|') < 0 && ruleLine.IndexOf('|') < 0)
        {
            return null;
        }

        IReadOnlyList<string> rules = Cells(ruleLine);
        if (rules.Count > MostColumns || !rules.All(IsRule))
        {
            return null;
        }

        IReadOnlyList<string> header = Cells(headerLine);
        return header.Count == rules.Count
            ? new TableBlock(header, [.. rules.Select(AlignmentOf)]) { HasBlankBefore = hasBlankBefore }
            : null;
    }

    public void AddRow(string line)
    {
        IReadOnlyList<string> cells = Cells(line);
        Rows.Add(cells.Count <= Header.Count ? cells : [.. cells.Take(Header.Count)]);
    }

    /// <summary>What stands between the bars; a bar behind a backslash is text.</summary>
    private static List<string> Cells(string line)
    {
        string row = line.Trim();
        List<string> cells = [];
        int start = row.StartsWith("|", StringComparison.Ordinal) ? 1 : 0;
        for (int index = start; index < row.Length; index++)
        {
            if (row[index] == '\\')
            {
                index++;
            }
            else if (row[index] == '|')
            {
                cells.Add(Cell(row, start, index));
                start = index + 1;
            }
        }

        if (start < row.Length || cells.Count == 0)
        {
            cells.Add(Cell(row, Math.Min(start, row.Length), row.Length));
        }

        return cells;
    }

    private static string Cell(string row, int start, int end) => row.Substring(start, end - start).Trim().Replace("\\|", "|");

    private static bool IsRule(string cell)
    {
        string dashes = cell.StartsWith(":", StringComparison.Ordinal) ? cell.Substring(1) : cell;
        dashes = dashes.EndsWith(":", StringComparison.Ordinal) ? dashes.Substring(0, dashes.Length - 1) : dashes;
        return dashes.Length > 0 && dashes.All(character => character == '-');
    }

    private static CellAlignment AlignmentOf(string rule) => !rule.EndsWith(":", StringComparison.Ordinal) ? CellAlignment.Left
        : rule.StartsWith(":", StringComparison.Ordinal) ? CellAlignment.Center
        : CellAlignment.Right;
}
