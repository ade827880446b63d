using System.Management.Automation.Runspaces;

namespace Bitrix24.Imbot.Conversion;

/// <summary>Finds the columns of PowerShell's table view for a type, including views of modules and of the user.</summary>
internal static class TableView
{
    private const string GetFormatData = @"Microsoft.PowerShell.Utility\Get-FormatData";

    /// <summary>Types that are too general for a view.</summary>
    private static readonly HashSet<string> TooGeneral = new(StringComparer.Ordinal) { typeof(object).FullName!, typeof(ValueType).FullName!, typeof(PSCustomObject).FullName! };

    public static IReadOnlyList<ObjectColumn>? Find(PSObject item)
    {
        string[] names = [.. item.TypeNames.Concat(item.TypeNames.Where(IsDeserialized).Select(name => name.Substring(DeserializedCopy.Prefix.Length))).Where(name => !TooGeneral.Contains(name))];
        if (names.Length == 0 || Runspace.DefaultRunspace is null)
        {
            return null;
        }

        ExtendedTypeDefinition[] found = Load(names);
        foreach (string name in names)
        {
            TableControl? table = found.Where(type => NamesOf(type).Contains(name, StringComparer.OrdinalIgnoreCase))
                .SelectMany(type => type.FormatViewDefinition).Select(view => view.Control).OfType<TableControl>().FirstOrDefault();
            if (table?.Rows.Count > 0)
            {
                return ColumnsOf(table);
            }
        }

        return null;
    }

    private static bool IsDeserialized(string name) => name.StartsWith(DeserializedCopy.Prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Gets the type names of a view. Newer versions of PowerShell have a property for several names.</summary>
    private static IEnumerable<string> NamesOf(ExtendedTypeDefinition type) =>
        PSObject.AsPSObject(type).Properties["TypeNames"]?.Value is IEnumerable<string> names ? names.Append(type.TypeName) : [type.TypeName];

    private static ExtendedTypeDefinition[] Load(string[] names)
    {
        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand(GetFormatData).AddParameter("TypeName", names.Select(WildcardPattern.Escape).ToArray());
        if (shell.Runspace.Version.Major > 5)
        {
            // Without this parameter, Get-FormatData returns the views for old remote clients.
            shell.AddParameter("PowerShellVersion", shell.Runspace.Version);
        }

        try
        {
            return [.. shell.Invoke().Select(type => type?.BaseObject).OfType<ExtendedTypeDefinition>()];
        }
        catch (CommandNotFoundException)
        {
            // Get-FormatData isn't available in a restricted runspace.
            return [];
        }
    }

    private static ObjectColumn[] ColumnsOf(TableControl table)
    {
        List<TableControlColumn> cells = table.Rows[0].Columns;
        return [.. cells.Select((cell, place) => ColumnOf(place < table.Headers.Count ? table.Headers[place] : null, cell))];
    }

    private static ObjectColumn ColumnOf(TableControlColumnHeader? header, TableControlColumn cell)
    {
        string text = cell.DisplayEntry?.Value ?? string.Empty;
        bool isScript = cell.DisplayEntry?.ValueType == DisplayEntryValueType.ScriptBlock;
        Alignment alignment = cell.Alignment != Alignment.Undefined ? cell.Alignment : header?.Alignment ?? Alignment.Undefined;
        return new ObjectColumn(string.IsNullOrEmpty(header?.Label) ? text : header!.Label)
        {
            Property = isScript ? null : text,
            Script = isScript ? ScriptBlock.Create(text) : null,
            Format = PSObject.AsPSObject(cell).Properties["FormatString"]?.Value as string is { Length: > 0 } format ? format : null,
            IsRightAligned = alignment == Alignment.Undefined ? null : alignment == Alignment.Right,
        };
    }
}
