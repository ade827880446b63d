using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Tests.Rest;

/// <summary>A clock that is moved by those who wait on it.</summary>
internal sealed class FakeClock : IClock
{
    private readonly Lock gate = new();

    public DateTimeOffset UtcNow { get; private set; } = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public List<TimeSpan> Waits { get; } = [];

    public Task DelayAsync(TimeSpan time, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (gate)
        {
            Waits.Add(time);
            UtcNow += time;
        }

        return Task.CompletedTask;
    }
}
