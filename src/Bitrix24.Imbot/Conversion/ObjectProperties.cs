using System.Collections;

namespace Bitrix24.Imbot.Conversion;

/// <summary>Reads the properties of objects. Lists don't include those that <c>Receive-Job</c> and <c>Invoke-Command</c> add.</summary>
internal static class ObjectProperties
{
    private const string ComputerName = "PSComputerName";
    private const string ShowsComputerName = "PSShowComputerName";
    private static readonly string[] Added = [ComputerName, ShowsComputerName, "RunspaceId", "PSSourceJobInstanceId"];

    /// <summary>Gets the properties without the added ones.</summary>
    public static IEnumerable<PSPropertyInfo> Get(PSObject item) => Without(item, Added);

    /// <summary>Gets the properties for a table. Like with Format-Table, the computer name is included if the objects can come from several computers.</summary>
    public static IEnumerable<PSPropertyInfo> ForTable(PSObject item) =>
        Without(item, item.Properties[ShowsComputerName]?.Value is true ? [.. Added.Where(name => name != ComputerName)] : Added);

    /// <summary>Reads a property of an object, or the value of a dictionary's key. Case is ignored.</summary>
    public static bool TryRead(object item, string name, out object? value)
    {
        if (Unwrapped.From(item) is IDictionary dictionary)
        {
            object? key = dictionary.Keys.Cast<object>().FirstOrDefault(candidate => string.Equals($"{Unwrapped.From(candidate)}", name, StringComparison.OrdinalIgnoreCase));
            value = key is null ? null : dictionary[key];
            return key is not null;
        }

        PSPropertyInfo? property = PSObject.AsPSObject(item).Properties[name];
        value = property?.Value;
        return property is not null;
    }

    /// <summary>Removes only note properties of remote objects, so that other objects can have properties with these names.</summary>
    private static IEnumerable<PSPropertyInfo> Without(PSObject item, string[] names) => item.Properties[ShowsComputerName] is PSNoteProperty
        ? item.Properties.Where(property => property is not PSNoteProperty || !names.Contains(property.Name, StringComparer.OrdinalIgnoreCase))
        : item.Properties;
}
