using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>
/// The address that was called last, for the next call of the same method: <see cref="HttpClient"/> takes an address apart that it has not seen before, which is
/// a twentieth of a call. Safe to use from many threads.
/// </summary>
internal sealed class LastAddress
{
    private volatile Entry? last;

    /// <summary>The address of a method, when it was the last one kept for the same origin.</summary>
    public Uri? Find(object origin, ApiMethod method) =>
        last is { } entry && ReferenceEquals(entry.Origin, origin) && ReferenceEquals(entry.Method, method) ? entry.Address : null;

    /// <summary>Keeps the address of a method.</summary>
    /// <param name="origin">What the address was made of beside the method.</param>
    /// <param name="method">The method.</param>
    /// <param name="address">Its address.</param>
    public Uri Keep(object origin, ApiMethod method, Uri address)
    {
        last = new Entry(origin, method, address);
        return address;
    }

    private sealed record Entry(object Origin, ApiMethod Method, Uri Address);
}
