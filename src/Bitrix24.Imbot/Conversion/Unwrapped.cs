namespace Bitrix24.Imbot.Conversion;

/// <summary>Removes the PSObject wrapper from values.</summary>
internal static class Unwrapped
{
    public static object? From(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
