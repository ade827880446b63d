namespace Bitrix24.Imbot.Conversion;

/// <summary>Detects the output of Format-Table and similar cmdlets, which contains instructions for a terminal.</summary>
internal static class FormattedObject
{
    private const string Namespace = "Microsoft.PowerShell.Commands.Internal.Format.";

    public static bool IsFormatted(PSObject? item) => item?.TypeNames.Any(name => name.StartsWith(Namespace, StringComparison.Ordinal)) == true;

    /// <summary>Requires that an object isn't such output. Null is valid.</summary>
    public static void Require(PSObject? item)
    {
        if (IsFormatted(item))
        {
            throw ContentErrors.ObjectFormatted.With("The input is the output of a Format cmdlet, such as Format-Table, which can only be shown on a terminal.");
        }
    }
}
