namespace Bitrix24.Imbot.Conversion;

/// <summary>Removes the PSObject wrapper from values.</summary>
internal static class Unwrapped
{
    /// <summary>Gets the base object of a <see cref="PSObject"/>, or the value itself.</summary>
    public static object? From(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
