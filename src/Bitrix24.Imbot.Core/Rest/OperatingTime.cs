using System.Collections.Concurrent;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// Execution time that methods have used up in the portal's window (protocol.md 5, server-behaviour.md 12), one account for each portal,
/// authorization and method, as the portal keeps it.
/// </summary>
internal sealed class OperatingTime
{
    /// <summary>The smaller of the two limits that are told (420 and 480 s), and a margin for calls under way.</summary>
    private const double Enough = 400;

    private static readonly ConcurrentDictionary<string, OperatingTime> Accounts = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, (double Used, DateTimeOffset ResetAt)> methods = new(StringComparer.Ordinal);

    /// <summary>The account of one authorization on one portal.</summary>
    public static OperatingTime Of(string authorization) => Accounts.GetOrAdd(authorization, _ => new OperatingTime());

    /// <summary>When the method may be called; null for now.</summary>
    public DateTimeOffset? OpensAt(string method, DateTimeOffset now) =>
        methods.TryGetValue(method, out (double Used, DateTimeOffset ResetAt) account) && account.Used >= Enough && account.ResetAt > now
            ? account.ResetAt
            : null;

    /// <summary>When the oldest minute drops out of the window, as far as the last answer told; null where it did not.</summary>
    public DateTimeOffset? ResetOf(string method, DateTimeOffset now) =>
        methods.TryGetValue(method, out (double Used, DateTimeOffset ResetAt) account) && account.ResetAt > now ? account.ResetAt : null;

    /// <summary>Takes down what an answer told.</summary>
    /// <param name="method">The method.</param>
    /// <param name="used">Seconds used up in the window.</param>
    /// <param name="resetAt">Unix time at which the oldest minute drops out; null where it was not told.</param>
    public void Told(string method, double? used, long? resetAt)
    {
        if (used is { } seconds && resetAt is { } unixTime and > 0 and < 253402300800)
        {
            methods[method] = (seconds, DateTimeOffset.FromUnixTimeSeconds(unixTime));
        }
    }
}
