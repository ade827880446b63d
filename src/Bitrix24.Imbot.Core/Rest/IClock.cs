namespace Bitrix24.Imbot.Core.Rest;

/// <summary>A replaceable clock for tests. (<c>TimeProvider</c> would need another package on .NET Framework.)</summary>
internal interface IClock
{
    /// <summary>
    /// Date and time. They jump if the system clock is set, so use them only to show, to store, or to compare with a date from the portal.
    /// </summary>
    DateTimeOffset UtcNow { get; }

    /// <summary>Time since a fixed moment. It never jumps or decreases; use it for pauses, rates, and time limits.</summary>
    TimeSpan Elapsed { get; }

    /// <summary>Waits.</summary>
    Task DelayAsync(TimeSpan time, CancellationToken cancellation);
}
