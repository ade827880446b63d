using System.Management.Automation;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Conversion;

/// <summary>What Format-Table and its kin give: instructions for a terminal.</summary>
internal static class FormattedObject
{
    private const string Namespace = "Microsoft.PowerShell.Commands.Internal.Format.";

    /// <summary>Whether an object is one.</summary>
    public static bool Is(PSObject? item) => item?.TypeNames.Any(name => name.StartsWith(Namespace, StringComparison.Ordinal)) == true;

    /// <summary>Refuses such an object; null is fine.</summary>
    /// <exception cref="B24Exception"><see cref="ContentErrors.ObjectFormatted"/>.</exception>
    public static void Refuse(PSObject? item)
    {
        if (Is(item))
        {
            throw ContentErrors.ObjectFormatted.With("The objects come from Format-Table or another Format cmdlet and can only be shown on a terminal.");
        }
    }
}
