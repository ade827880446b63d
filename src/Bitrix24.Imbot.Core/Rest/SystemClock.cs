namespace Bitrix24.Imbot.Core.Rest;

/// <summary>The machine's time.</summary>
internal sealed class SystemClock : IClock
{
    public static SystemClock Instance { get; } = new();

    /// <inheritdoc />
    public DateTimeOffset UtcNow => DateTimeOffset.UtcNow;

    /// <inheritdoc />
    public Task DelayAsync(TimeSpan time, CancellationToken cancellation) => Task.Delay(time, cancellation);
}
