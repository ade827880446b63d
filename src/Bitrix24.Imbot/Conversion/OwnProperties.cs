using System.Management.Automation;

namespace Bitrix24.Imbot.Conversion;

/// <summary>The properties that an object has itself. <c>Receive-Job</c> and <c>Invoke-Command</c> add others, which say where it comes from.</summary>
internal static class OwnProperties
{
    private const string ComputerName = "PSComputerName";
    private const string ShowsComputerName = "PSShowComputerName";
    private static readonly string[] Added = [ComputerName, ShowsComputerName, "RunspaceId", "PSSourceJobInstanceId"];

    /// <summary>The properties without added ones.</summary>
    public static IEnumerable<PSPropertyInfo> Of(PSObject item) => Without(item, Added);

    /// <summary>The properties that people want to see: the computer is one of them where several may have been asked, as Format-Table has it.</summary>
    public static IEnumerable<PSPropertyInfo> ForTable(PSObject item) =>
        Without(item, item.Properties[ShowsComputerName]?.Value is true ? [.. Added.Where(name => name != ComputerName)] : Added);

    /// <summary>An object that somebody made with properties of these names keeps them.</summary>
    private static IEnumerable<PSPropertyInfo> Without(PSObject item, string[] names) => item.Properties[ShowsComputerName] is PSNoteProperty
        ? item.Properties.Where(property => property is not PSNoteProperty || !names.Contains(property.Name, StringComparer.OrdinalIgnoreCase))
        : item.Properties;
}
