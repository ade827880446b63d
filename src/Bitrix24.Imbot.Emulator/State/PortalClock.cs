using System.Globalization;

namespace Bitrix24.Imbot.Emulator.State;

/// <summary>The portal's time: the time of a <see cref="TimeProvider"/>, plus the time by which a test has moved it ahead.</summary>
public sealed class PortalClock(TimeProvider provider, TimeSpan zoneOffset)
{
    private long aheadTicks;

    /// <summary>The current time in the server's time zone.</summary>
    public DateTimeOffset Now => provider.GetUtcNow().AddTicks(Interlocked.Read(ref aheadTicks)).ToOffset(zoneOffset);

    /// <summary>Moves the portal's time ahead, so that tokens, keys, and events can expire without waiting.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref aheadTicks, by.Ticks);

    internal void Restart() => Interlocked.Exchange(ref aheadTicks, 0);

    internal static string Text(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    internal static double UnixSeconds(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds() / 1000.0;
}
