using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.ChatCommands.Output;

/// <summary>
/// Formats output that can be shown on any thread while the run is busy: texts, values, and custom objects without code. Other objects can have script properties
/// of the run's runspace, so they wait until the run writes its next object.
/// </summary>
internal static class InertOutput
{
    /// <summary>PowerShell shows objects with more properties as lists.</summary>
    private const int MaxColumns = 4;

    private static readonly string CustomObject = typeof(PSCustomObject).FullName!;

    /// <returns>Null if the run must format the output.</returns>
    public static OutputPortion? TryShow(IReadOnlyList<PSObject> items, SecretMask mask)
    {
        if (items.All(item => IsValue(item.BaseObject)))
        {
            return new OutputPortion(mask.Hide(string.Join("\n", items.Select(item => RunText.Plain(CellText.From(item.BaseObject))))), null);
        }

        if (!items.All(IsPlainObject))
        {
            return null;
        }

        SecretValues.TeachFrom(items, mask);
        string[] names = [.. items[0].Properties.Select(property => property.Name)];
        if (ObjectCard.TryCreate(items, mask) is { } card)
        {
            return new OutputPortion(string.Empty, card);
        }

        if (names.Length > MaxColumns)
        {
            return null;
        }

        AttachmentTable table = new([.. names.Select(RunText.Plain)]);
        foreach (PSObject item in items)
        {
            table.Add([.. names.Select(name => RunText.Plain(CellText.From(item.Properties[name]?.Value)))]);
        }

        return new OutputPortion(mask.Hide(table.ToText()), null) { IsCode = true };
    }

    private static bool IsValue(object? value) => value is string or bool or char or Guid or Enum || value?.GetType().IsPrimitive == true || value is decimal;

    private static bool IsPlainObject(PSObject item) => item.BaseObject is PSCustomObject
        && item.TypeNames[0] == CustomObject
        && item.Properties.Any()
        && item.Properties.All(property => property.MemberType == PSMemberTypes.NoteProperty && (property.Value is null || IsValue(Unwrapped.From(property.Value)) || property.Value is DateTime));
}
