using System.Collections.Concurrent;
using System.Text.Json;
using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// Execution time that methods have used up in the portal's window (docs/portal/limits-and-batch.md, "Execution time", docs/portal/limits-and-batch.md, "Execution time"), one account for each portal,
/// authorization and method, as the portal keeps it.
/// </summary>
internal sealed class OperatingTime
{
    /// <summary>The smaller of the two limits that are told (420 and 480 s), and a margin for calls under way.</summary>
    private const double Enough = 400;

    /// <summary>The window of ten minutes and the ban of five, in seconds; whatever says more is wrong.</summary>
    private const double MaxClosing = 900;

    private static readonly ConcurrentDictionary<string, OperatingTime> Accounts = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, (double Used, TimeSpan ResetAt)> methods = new(StringComparer.Ordinal);

    /// <summary>The account of one authorization on one portal.</summary>
    public static OperatingTime Get(string authorization) => Accounts.GetOrAdd(authorization, _ => new OperatingTime());

    /// <summary>How long the method is closed from now on; null where it may be called.</summary>
    /// <param name="method">The method.</param>
    /// <param name="now"><see cref="IClock.Elapsed"/>.</param>
    public TimeSpan? ClosedFor(string method, TimeSpan now) =>
        methods.TryGetValue(method, out (double Used, TimeSpan ResetAt) account) && account.Used >= Enough && account.ResetAt > now
            ? account.ResetAt - now
            : null;

    /// <summary>When the oldest minute drops out of the window, as far as the last answer told; null where it did not.</summary>
    /// <param name="method">The method.</param>
    /// <param name="now"><see cref="IClock.Elapsed"/>.</param>
    public TimeSpan? ResetsIn(string method, TimeSpan now) =>
        methods.TryGetValue(method, out (double Used, TimeSpan ResetAt) account) && account.ResetAt > now ? account.ResetAt - now : null;

    /// <summary>
    /// Records what the member <c>time</c> of an answer says. Its end, which is the portal's own time, is what the reset is counted from: the machine's
    /// clock may be wrong, and may be set at any moment.
    /// </summary>
    /// <param name="method">The method.</param>
    /// <param name="time">The member, with <c>operating</c>, <c>operating_reset_at</c> and <c>finish</c> in seconds.</param>
    /// <param name="clock">Time.</param>
    public void Report(string method, JsonElement time, IClock clock)
    {
        if (time.Real("operating") is { } used && time.Number("operating_reset_at") is { } resetAt and > 0 and < 253402300800)
        {
            double portalNow = time.Real("finish") ?? (clock.UtcNow.ToUnixTimeMilliseconds() / 1000.0);
            methods[method] = (used, clock.Elapsed + TimeSpan.FromSeconds(Math.Min(Math.Max(resetAt - portalNow, 0), MaxClosing)));
        }
    }
}
