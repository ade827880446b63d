using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Conversion;

/// <summary>
/// Converts objects to a table for an attachment or a message text (<see cref="AttachmentTable"/>). The first object determines the columns. The views of the thread's
/// runspace are used.
/// </summary>
/// <param name="asked">The columns, like with Format-Table -Property: names, wildcards, script blocks, and calculated properties. Null for the default columns.</param>
/// <param name="hasHeadings">Whether the table has a row with headings.</param>
internal sealed class ObjectTable(object?[]? asked = null, bool hasHeadings = true)
{
    /// <summary>The number of columns that Format-Table shows for objects without a view.</summary>
    private const int MaxColumnsOfAll = 10;

    private const int MaxNamesShown = 20;

    private readonly List<TableCell[]> rows = [];
    private IReadOnlyList<ObjectColumn> columns = [];
    private string[] names = [];
    private bool isAll;
    private bool isAnyFound;

    public int Count => rows.Count;

    public static AttachmentTable Create(IEnumerable<object?> items)
    {
        ObjectTable table = new();
        foreach (object? item in items)
        {
            table.Add(item);
        }

        return table.ToTable();
    }

    /// <summary>Enumerates a collection like PowerShell does in a pipeline; returns any other object itself.</summary>
    public static IEnumerable<object?> ItemsIn(object? input) => LanguagePrimitives.GetEnumerable(input) is { } several ? several.Cast<object?>() : [input];

    /// <summary>Adds an object. Null is ignored.</summary>
    /// <exception cref="B24Exception">
    /// <see cref="ContentErrors.ObjectFormatted"/>; <see cref="ContentErrors.TableColumnInvalid"/>; <see cref="ContentErrors.AttachmentBlockInvalid"/> for an object that
    /// can't be read.
    /// </exception>
    public void Add(object? item)
    {
        if (item is null)
        {
            return;
        }

        PSObject row = PSObject.AsPSObject(item);
        FormattedObject.Require(row);
        if (rows.Count == 0)
        {
            names = UserCode.Run(() => ObjectColumns.AllNames(row).ToArray(), Unreadable);
            columns = UserCode.Run(() => asked is null ? ObjectColumns.Get(row, out isAll) : SelectedColumns.Create(asked, row), Unreadable);
        }

        isAnyFound = isAnyFound || columns.Any(column => UserCode.Run(() => column.IsIn(row), Unreadable));
        rows.Add([.. columns.Select(column => column.CellOf(row))]);
    }

    public AttachmentTable ToTable()
    {
        if (rows.Count > 0 && !isAnyFound)
        {
            throw ContentErrors.TableColumnInvalid.With(asked is null
                ? "The first object has no properties."
                : $"No object has the property '{string.Join("', '", asked)}'. The properties of the first object are {NamesShown()}.");
        }

        // A single object is shown as names and values, without a limit.
        int shown = isAll && rows.Count > 1 ? Math.Min(columns.Count, MaxColumnsOfAll) : columns.Count;
        bool isNamed = hasHeadings && columns.Any(column => column.Heading.Length > 0);
        AttachmentTable table = new(isNamed ? [.. columns.Take(shown).Select(column => column.Heading)] : []);
        foreach (TableCell[] row in rows)
        {
            table.Add([.. row.Take(shown)]);
        }

        return table;
    }

    /// <summary>Creates the error for an object that throws while it is read.</summary>
    public static B24Exception Unreadable(Exception exception) =>
        ContentErrors.AttachmentBlockInvalid.With($"An object can't be read for the table: {exception.Message}", exception);

    private string NamesShown() => names.Length == 0 ? "none"
        : string.Join(", ", names.Take(MaxNamesShown)) + (names.Length > MaxNamesShown ? ", and more" : string.Empty);
}
