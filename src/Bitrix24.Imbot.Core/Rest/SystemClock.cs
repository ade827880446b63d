using System.Diagnostics;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>The system clock.</summary>
internal sealed class SystemClock : IClock
{
    private static readonly Stopwatch Since = Stopwatch.StartNew();

    public static SystemClock Instance { get; } = new();

    /// <inheritdoc />
    public DateTimeOffset UtcNow => DateTimeOffset.UtcNow;

    /// <inheritdoc />
    public TimeSpan Elapsed => Since.Elapsed;

    /// <inheritdoc />
    public Task DelayAsync(TimeSpan time, CancellationToken cancellation) => Task.Delay(time, cancellation);
}
