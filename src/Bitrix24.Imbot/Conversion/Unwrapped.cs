using System.Management.Automation;

namespace Bitrix24.Imbot.Conversion;

/// <summary>Takes PowerShell's wrapper off an object.</summary>
internal static class Unwrapped
{
    /// <summary>The object inside of a <see cref="PSObject"/>; any other object itself.</summary>
    public static object? Of(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
