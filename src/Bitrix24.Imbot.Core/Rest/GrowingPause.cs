namespace Bitrix24.Imbot.Core.Rest;

/// <summary>The pauses of a loop that tries again until it succeeds: 2 s, doubled after each failure, up to a minute.</summary>
internal static class GrowingPause
{
    private static readonly TimeSpan Max = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Min = TimeSpan.FromSeconds(2);

    /// <param name="failures">How many attempts failed before the last one.</param>
    public static TimeSpan After(int failures) => TimeSpan.FromTicks(Math.Min(Max.Ticks, Min.Ticks << Math.Min(failures, 5)));
}
