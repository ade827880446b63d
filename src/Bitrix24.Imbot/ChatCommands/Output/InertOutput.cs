using System.Management.Automation;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.ChatCommands.Output;

/// <summary>
/// Output that can be shown while its run is busy, on any thread: texts, values, and custom objects without code. Everything else may have properties that are
/// scripts of the run's runspace, and waits until the run gives its next object.
/// </summary>
internal static class InertOutput
{
    /// <summary>PowerShell shows objects of more properties as lists.</summary>
    private const int MaxColumns = 4;

    private static readonly string CustomObject = typeof(PSCustomObject).FullName!;

    /// <returns>Null where the run has to show it itself.</returns>
    public static OutputPortion? TryShow(IReadOnlyList<PSObject> items, SecretMask mask)
    {
        if (items.All(item => IsValue(item.BaseObject)))
        {
            return new OutputPortion(mask.Hide(string.Join("\n", items.Select(item => RunText.Plain(CellText.Of(item.BaseObject))))), null);
        }

        if (!items.All(IsPlainObject))
        {
            return null;
        }

        SecretValues.TeachFrom(items, mask);
        string[] names = [.. items[0].Properties.Select(property => property.Name)];
        if (ObjectCard.Of(items, mask) is { } card)
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
            table.Add([.. names.Select(name => RunText.Plain(CellText.Of(item.Properties[name]?.Value)))]);
        }

        return new OutputPortion(mask.Hide(table.ToText()), null) { IsCode = true };
    }

    private static bool IsValue(object? value) => value is string or bool or char or Guid or Enum || value?.GetType().IsPrimitive == true || value is decimal;

    private static bool IsPlainObject(PSObject item) => item.BaseObject is PSCustomObject
        && item.TypeNames[0] == CustomObject
        && item.Properties.Any()
        && item.Properties.All(property => property.MemberType == PSMemberTypes.NoteProperty && (property.Value is null || IsValue(Unwrapped.Of(property.Value)) || property.Value is DateTime));
}
