namespace Bitrix24.Imbot.Core.Rest;

/// <summary>Pauses between attempts: twice as long each time, and between half and the whole of that by chance, so that many do not come back at once.</summary>
internal static class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Max = TimeSpan.FromSeconds(30);
    private static readonly Random Chance = new();

    /// <param name="repeat">Number of the repeat that follows, from 1.</param>
    public static TimeSpan PauseBefore(int repeat)
    {
        double full = Math.Min(First.TotalMilliseconds * Math.Pow(2, repeat - 1), Max.TotalMilliseconds);
        lock (Chance)
        {
            return TimeSpan.FromMilliseconds(full * (0.5 + (Chance.NextDouble() / 2)));
        }
    }
}
