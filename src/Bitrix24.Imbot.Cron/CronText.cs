using Cronos;

namespace Bitrix24.Imbot.Cron;

/// <summary>Cron expressions: five fields, six fields with seconds in the first, or a macro such as <c>@daily</c>.</summary>
public static class CronText
{
    private const int FieldsWithSeconds = 6;

    private static readonly char[] Blanks = [' ', '\t'];

    /// <summary>
    /// The first time after another one. If the clock is set forward, a skipped time occurs immediately after the change. If the clock is set back, a
    /// repeated time occurs only the first time.
    /// </summary>
    /// <param name="expression">The cron expression.</param>
    /// <param name="after">The time to start after.</param>
    /// <param name="zone">The time zone of the expression.</param>
    /// <returns>Null if there is no such time, for example for February 30.</returns>
    /// <exception cref="FormatException">The expression is not valid. The message contains the reason.</exception>
    public static DateTimeOffset? Next(string expression, DateTimeOffset after, TimeZoneInfo zone)
    {
        CronExpression parsed = Parse(expression);
        DateTimeOffset? next = parsed.GetNextOccurrence(after, zone);
        while (next is { } time && IsSecondTime(time, zone))
        {
            next = parsed.GetNextOccurrence(time, zone);
        }

        return next;
    }

    private static CronExpression Parse(string expression)
    {
        bool hasSeconds = expression.Split(Blanks, StringSplitOptions.RemoveEmptyEntries).Length == FieldsWithSeconds;
        return CronExpression.Parse(expression, hasSeconds ? CronFormat.IncludeSeconds : CronFormat.Standard);
    }

    /// <summary>The second occurrence of a repeated hour has the smaller offset.</summary>
    private static bool IsSecondTime(DateTimeOffset time, TimeZoneInfo zone)
    {
        DateTime local = TimeZoneInfo.ConvertTime(time, zone).DateTime;
        return zone.IsAmbiguousTime(local) && zone.GetUtcOffset(time) == zone.GetAmbiguousTimeOffsets(local).Min();
    }
}
