namespace Bitrix24.Imbot.Core.Rest;

/// <summary>Time, so that tests need not wait. (.NET's <c>TimeProvider</c> is missing on .NET Framework.)</summary>
internal interface IClock
{
    /// <summary>The date and time. It jumps when somebody sets the machine's clock: only for what is shown, stored, or compared with a date of the portal.</summary>
    DateTimeOffset UtcNow { get; }

    /// <summary>Time since some fixed moment. It never goes back and never jumps: for pauses, pacing and time limits.</summary>
    TimeSpan Elapsed { get; }

    /// <summary>Waits.</summary>
    Task DelayAsync(TimeSpan time, CancellationToken cancellation);
}
