using Bitrix24.Imbot.Core.Messages;

namespace Bitrix24.Imbot.Binding;

/// <summary>Reads a dialog ID from a pipeline object that is a number or a text.</summary>
internal static class PipedDialog
{
    public static string? TryGet(PSObject? input) =>
        input?.BaseObject is { } value && TextArgumentAttribute.IsText(value) && TextArgumentAttribute.TextOf(value)?.Trim() is { } text && DialogId.IsValid(text) ? text : null;
}
