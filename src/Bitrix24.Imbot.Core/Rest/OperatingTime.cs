using System.Collections.Concurrent;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// The execution time that methods have used in the portal's window (docs/portal/limits-and-batch.md, "Execution time"). As on the portal, there is
/// an account for each portal, authorization, and method.
/// </summary>
internal sealed class OperatingTime
{
    /// <summary>The smaller of the two documented limits (420 and 480 s), minus a margin for calls in progress.</summary>
    private const double Enough = 400;

    /// <summary>The window of ten minutes plus the block of five, in seconds. Larger values are errors.</summary>
    private const double MaxClosing = 900;

    private static readonly ConcurrentDictionary<string, OperatingTime> Accounts = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, (double Used, TimeSpan ResetAt)> methods = new(StringComparer.Ordinal);

    /// <summary>The account of an authorization on a portal.</summary>
    public static OperatingTime Get(string authorization) => Accounts.GetOrAdd(authorization, _ => new OperatingTime());

    /// <summary>How long the method remains blocked; null if it can be called.</summary>
    /// <param name="method">The method.</param>
    /// <param name="now"><see cref="IClock.Elapsed"/>.</param>
    public TimeSpan? ClosedFor(string method, TimeSpan now) =>
        methods.TryGetValue(method, out (double Used, TimeSpan ResetAt) account) && account.Used >= Enough ? ResetsIn(method, now) : null;

    /// <summary>The time until the oldest minute leaves the window, according to the last answer; null if it contained no time.</summary>
    /// <param name="method">The method.</param>
    /// <param name="now"><see cref="IClock.Elapsed"/>.</param>
    public TimeSpan? ResetsIn(string method, TimeSpan now) =>
        methods.TryGetValue(method, out (double Used, TimeSpan ResetAt) account) && account.ResetAt > now ? account.ResetAt - now : null;

    /// <summary>
    /// Records the <c>time</c> member of an answer. The reset is calculated from the portal's own time in it, because the local clock may be wrong
    /// and can be set at any time.
    /// </summary>
    /// <param name="method">The method.</param>
    /// <param name="time">The member, with <c>operating</c>, <c>operating_reset_at</c>, and <c>finish</c> in seconds.</param>
    /// <param name="clock">The clock.</param>
    public void Report(string method, JsonElement time, IClock clock)
    {
        if (time.Real("operating") is { } used && time.Number("operating_reset_at") is { } resetAt and > 0 and < 253402300800)
        {
            double portalNow = time.Real("finish") ?? (clock.UtcNow.ToUnixTimeMilliseconds() / 1000.0);
            methods[method] = (used, clock.Elapsed + TimeSpan.FromSeconds(Math.Min(Math.Max(resetAt - portalNow, 0), MaxClosing)));
        }
    }
}
