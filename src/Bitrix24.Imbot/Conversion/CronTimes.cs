namespace Bitrix24.Imbot.Conversion;

/// <summary>The times of cron expressions.</summary>
internal static class CronTimes
{
    private static readonly Lazy<Func<string, DateTimeOffset, TimeZoneInfo, DateTimeOffset?>> Find =
        new(static () => PrivateAssembly.MethodOf<Func<string, DateTimeOffset, TimeZoneInfo, DateTimeOffset?>>("Bitrix24.Imbot.Cron", "Cron", "CronText", "Next"));

    /// <summary>The first time of an expression after another time; null where there is none.</summary>
    /// <exception cref="FormatException">It is not a cron expression.</exception>
    public static DateTimeOffset? Next(string expression, DateTimeOffset after, TimeZoneInfo zone) => Find.Value(expression, after, zone);
}
