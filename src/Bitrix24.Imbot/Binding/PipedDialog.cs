using System.Management.Automation;
using Bitrix24.Imbot.Core.Messages;

namespace Bitrix24.Imbot.Binding;

/// <summary>A recipient from the pipeline that is a bare value.</summary>
internal static class PipedDialog
{
    /// <summary>The dialog that a number or a text names; null for any other object.</summary>
    public static string? In(PSObject? input) =>
        input?.BaseObject is { } value && TextArgumentAttribute.IsText(value) && TextArgumentAttribute.TextOf(value)?.Trim() is { } text && DialogId.IsValid(text) ? text : null;
}
