using System.Management.Automation;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Conversion;

/// <summary>
/// Makes a table of objects, for an attachment or for the text of a message (<see cref="AttachmentTable"/>). The first object decides on the columns. The views are those
/// of the thread's runspace.
/// </summary>
internal sealed class ObjectTable
{
    /// <summary>So many columns Format-Table shows of objects for which there is no view.</summary>
    private const int MaxColumnsOfAll = 10;

    private const int MaxNamesShown = 20;

    private readonly object?[]? asked;
    private readonly bool hasHeadings;
    private readonly List<TableCell[]> rows = [];
    private IReadOnlyList<ObjectColumn> columns = [];
    private string[] names = [];
    private bool isAll;
    private bool isAnyFound;

    /// <param name="asked">The columns, as with Format-Table -Property: names, patterns, script blocks and calculated properties. Null for those that Format-Table shows.</param>
    /// <param name="hasHeadings">Whether the columns are named.</param>
    public ObjectTable(object?[]? asked = null, bool hasHeadings = true)
    {
        this.asked = asked;
        this.hasHeadings = hasHeadings;
    }

    /// <summary>Number of rows.</summary>
    public int Count => rows.Count;

    /// <summary>A table of all objects.</summary>
    /// <exception cref="B24Exception">What <see cref="Add"/> and <see cref="ToTable"/> say.</exception>
    public static AttachmentTable Of(IEnumerable<object?> items)
    {
        ObjectTable table = new();
        foreach (object? item in items)
        {
            table.Add(item);
        }

        return table.ToTable();
    }

    /// <summary>The objects in a list, a table of a database, and whatever else PowerShell enumerates in a pipeline; else the object itself.</summary>
    public static IEnumerable<object?> ItemsIn(object? input) => LanguagePrimitives.GetEnumerable(input) is { } several ? several.Cast<object?>() : [input];

    /// <summary>Adds an object; null is passed over.</summary>
    /// <exception cref="B24Exception">
    /// <see cref="ContentErrors.ObjectFormatted"/>; <see cref="ContentErrors.TableColumnInvalid"/>; <see cref="ContentErrors.AttachmentBlockInvalid"/> for an object that
    /// cannot be read.
    /// </exception>
    public void Add(object? item)
    {
        if (item is null)
        {
            return;
        }

        PSObject row = PSObject.AsPSObject(item);
        FormattedObject.Refuse(row);
        if (rows.Count == 0)
        {
            names = UserCode.Run(() => ObjectColumns.AllNames(row).ToArray(), Unreadable);
            columns = UserCode.Run(() => asked is null ? ObjectColumns.Of(row, out isAll) : AskedColumns.Of(asked, row), Unreadable);
        }

        isAnyFound = isAnyFound || columns.Any(column => UserCode.Run(() => column.IsIn(row), Unreadable));
        rows.Add([.. columns.Select(column => column.CellOf(row))]);
    }

    /// <summary>The table of what was added.</summary>
    /// <exception cref="B24Exception"><see cref="ContentErrors.TableColumnInvalid"/>: no object has any of the columns.</exception>
    public AttachmentTable ToTable()
    {
        if (rows.Count > 0 && !isAnyFound)
        {
            throw ContentErrors.TableColumnInvalid.With(asked is null
                ? "The first object has no properties."
                : $"No object has a property '{string.Join("', '", asked)}'. The first one has {NamesShown()}.");
        }

        // One object is shown as names and values, and there is room for all of them.
        int shown = isAll && rows.Count > 1 ? Math.Min(columns.Count, MaxColumnsOfAll) : columns.Count;
        bool isNamed = hasHeadings && columns.Any(column => column.Heading.Length > 0);
        AttachmentTable table = new(isNamed ? [.. columns.Take(shown).Select(column => column.Heading)] : []);
        foreach (TableCell[] row in rows)
        {
            table.Add([.. row.Take(shown)]);
        }

        return table;
    }

    /// <summary>The error for an object that throws while it is read.</summary>
    public static B24Exception Unreadable(Exception exception) =>
        ContentErrors.AttachmentBlockInvalid.With($"The object for a table cannot be read: {exception.Message}", exception);

    private string NamesShown() => names.Length == 0 ? "none"
        : string.Join(", ", names.Take(MaxNamesShown)) + (names.Length > MaxNamesShown ? ", and more" : string.Empty);
}
