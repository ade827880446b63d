using System.Diagnostics;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>The system clock.</summary>
internal sealed class SystemClock : IClock
{
    private static readonly Stopwatch Since = Stopwatch.StartNew();

    public static SystemClock Instance { get; } = new();

    public DateTimeOffset UtcNow => DateTimeOffset.UtcNow;

    public TimeSpan Elapsed => Since.Elapsed;

    public Task DelayAsync(TimeSpan time, CancellationToken cancellation) => Task.Delay(time, cancellation);
}
