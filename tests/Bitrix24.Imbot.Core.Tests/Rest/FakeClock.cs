using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Tests.Rest;

/// <summary>A clock that advances when code waits for it. Its date can be set like a computer's, which must not change any wait.</summary>
internal sealed class FakeClock : IClock
{
    private readonly Lock gate = new();

    public DateTimeOffset UtcNow { get; private set; } = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public TimeSpan Elapsed { get; private set; } = TimeSpan.FromDays(1);

    public List<TimeSpan> Waits { get; } = [];

    /// <summary>Sets the clock, as a person or NTP can do.</summary>
    public void SetDate(TimeSpan step)
    {
        lock (gate)
        {
            UtcNow += step;
        }
    }

    public Task DelayAsync(TimeSpan time, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (gate)
        {
            Waits.Add(time);
            UtcNow += time;
            Elapsed += time;
        }

        return Task.CompletedTask;
    }
}
