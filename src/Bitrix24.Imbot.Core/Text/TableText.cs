using System.Text;

namespace Bitrix24.Imbot.Core.Text;

/// <summary>Formats a table as monospace lines.</summary>
internal static class TableText
{
    /// <summary>A value for <c>maxWidth</c> if there is little space.</summary>
    public const int NarrowColumn = 40;

    private const string Gap = "  ";

    /// <summary>Dashes would start a quotation.</summary>
    private const char Rule = '\u2500';

    /// <summary>Formats a table.</summary>
    /// <param name="header">Names of the columns, with a line below them; empty for none.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="alignments">One alignment for each column.</param>
    /// <param name="maxWidth">
    /// Maximum padded width. Wider cells shift the cells after them, so that one long cell doesn't widen the whole table.
    /// </param>
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
