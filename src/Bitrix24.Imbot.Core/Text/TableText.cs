using System.Text;

namespace Bitrix24.Imbot.Core.Text;

/// <summary>A table as lines of equally wide characters.</summary>
internal static class TableText
{
    /// <summary>For <c>maxWidth</c>, where the text has little room.</summary>
    public const int NarrowColumn = 40;

    private const string Gap = "  ";

    /// <summary>Dashes would begin a quotation.</summary>
    private const char Rule = '\u2500';

    /// <summary>The lines of a table.</summary>
    /// <param name="header">Names of the columns, with a rule below them; empty for a table without them.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="alignments">One for each column.</param>
    /// <param name="maxWidth">A wider cell pushes the others aside; were all padded to it, one long cell would swell the whole table.</param>
    public static string From(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows, IReadOnlyList<CellAlignment> alignments, int maxWidth)
    {
        int[] widths = [.. alignments.Select(_ => 1)];
        foreach (IReadOnlyList<string> row in rows.Prepend(header))
        {
            for (int column = 0; column < row.Count; column++)
            {
                widths[column] = Math.Max(widths[column], Math.Min(DisplayWidth.Measure(row[column]), maxWidth));
            }
        }

        StringBuilder text = new();
        if (header.Count > 0)
        {
            AppendRow(text, header, widths, alignments);
            AppendRow(text, [.. widths.Select(width => new string(Rule, width))], widths, alignments);
        }

        foreach (IReadOnlyList<string> row in rows)
        {
            AppendRow(text, row, widths, alignments);
        }

        return text.ToString().TrimEnd('\n');
    }

    private static void AppendRow(StringBuilder text, IReadOnlyList<string> row, int[] widths, IReadOnlyList<CellAlignment> alignments)
    {
        StringBuilder line = new();
        for (int column = 0; column < row.Count; column++)
        {
            int room = Math.Max(0, widths[column] - DisplayWidth.Measure(row[column]));
            int before = alignments[column] switch
            {
                CellAlignment.Right => room,
                CellAlignment.Center => room / 2,
                _ => 0,
            };
            line.Append(column == 0 ? string.Empty : Gap).Append(' ', before).Append(row[column]).Append(' ', room - before);
        }

        text.Append(line.ToString().TrimEnd()).Append('\n');
    }
}
