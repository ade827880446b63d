namespace Bitrix24.Imbot.Emulator.Tests;

/// <summary>A clock that moves only by PortalClock.Advance.</summary>
public sealed class StoppedClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(2026, 9, 21, 14, 13, 20, TimeSpan.Zero);
}
