namespace Bitrix24.Imbot.Conversion;

/// <summary>Evaluates cron expressions.</summary>
internal static class CronTimes
{
    private static readonly Lazy<Func<string, DateTimeOffset, TimeZoneInfo, DateTimeOffset?>> Find =
        new(static () => PrivateAssembly.MethodOf<Func<string, DateTimeOffset, TimeZoneInfo, DateTimeOffset?>>("Bitrix24.Imbot.Cron", "Cron", "CronText", "Next"));

    /// <summary>Gets the next time of an expression; null if there is none.</summary>
    /// <exception cref="FormatException">The expression is invalid.</exception>
    public static DateTimeOffset? Next(string expression, DateTimeOffset after, TimeZoneInfo zone) => Find.Value(expression, after, zone);
}
