using System.Collections;
using System.Globalization;
using System.Numerics;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Conversion;

/// <summary>A column of an object table: a property, the result of a script block, or the object itself.</summary>
internal sealed record ObjectColumn(string Heading)
{
    /// <summary>The property, or the key of a hashtable.</summary>
    public string? Property { get; init; }

    /// <summary>The script block that returns the value. <c>$_</c> is the object.</summary>
    public ScriptBlock? Script { get; init; }

    /// <summary>The format of the value, <c>N1</c> or <c>{0:N1}</c>; null for the default.</summary>
    public string? Format { get; init; }

    /// <summary>Whether the column is right-aligned; null to decide by its values.</summary>
    public bool? IsRightAligned { get; init; }

    public bool IsIn(PSObject item) => Property is null || TryFind(item, Property, out _);

    /// <summary>
    /// Creates the cell of an object. A value that can't be read, such as the start time of another account's process, is an empty cell, like in PowerShell's own tables.
    /// </summary>
    public TableCell CellOf(PSObject item)
    {
        try
        {
            object? value = ValueOf(item);
            return new TableCell(TextOf(value), IsRightAligned ?? IsNumber(value));
        }
        catch (Exception exception) when (UserCode.IsFailure(exception))
        {
            return new TableCell(string.Empty, IsRightAligned ?? false);
        }
    }

    private static bool IsNumber(object? value) => Unwrapped.From(value) is
        sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal or BigInteger
        && Unwrapped.From(value) is not Enum;

    private static bool TryFind(PSObject item, string name, out Func<object?> value)
    {
        if (item.BaseObject is IDictionary dictionary)
        {
            object? key = dictionary.Keys.Cast<object>().FirstOrDefault(candidate => string.Equals(CellText.From(candidate), name, StringComparison.OrdinalIgnoreCase));
            value = () => key is null ? null : dictionary[key];
            return key is not null;
        }

        PSPropertyInfo? property = item.Properties[name];
        value = () => property?.Value;
        return property is not null;
    }

    private object? ValueOf(PSObject item)
    {
        if (Script is not null)
        {
            ICollection<PSObject> given = Script.InvokeWithContext(null, [new PSVariable("_", item), new PSVariable("PSItem", item)]);
            return given.Count == 1 ? given.First() : given.Count == 0 ? null : given;
        }

        return Property is null ? item : TryFind(item, Property, out Func<object?> value) ? value() : null;
    }

    private string TextOf(object? value)
    {
        object? inner = RestMembers.Unwrap(value);
        return Format is null || inner is null ? CellText.From(value)
            : Format.Contains('{') ? string.Format(CultureInfo.CurrentCulture, Format, inner)
            : inner is IFormattable formattable ? formattable.ToString(Format, CultureInfo.CurrentCulture)
            : CellText.From(value);
    }
}
