namespace Bitrix24.Imbot.Emulator.Rules;

/// <summary>
/// Limits the rate of requests from each source address (docs/portal/limits-and-batch.md, "Request rate"). It is part of the portal's web server, so
/// it is checked before everything else.
/// </summary>
internal sealed class LeakyBucket(PortalClock clock, double size, double leakPerSecond)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (double Level, DateTimeOffset At)> levels = [];

    public bool TryAdd(string source)
    {
        lock (gate)
        {
            DateTimeOffset now = clock.Now;
            (double level, DateTimeOffset at) = levels.GetValueOrDefault(source, (0, now));
            level = Math.Max(0, level - ((now - at).TotalSeconds * leakPerSecond));
            bool fits = level + 1 <= size;
            levels[source] = (fits ? level + 1 : level, now);
            return fits;
        }
    }
}
