using Cronos;

namespace Bitrix24.Imbot.Cron;

/// <summary>Cron expressions: five fields, or six with seconds in the first, or a macro such as <c>@daily</c>.</summary>
public static class CronText
{
    private const int FieldsWithSeconds = 6;

    private static readonly char[] Blanks = [' ', '\t'];

    /// <summary>
    /// The first time after another one. Where clocks are set forward, a time that is skipped comes right after the change. Where they are set back, a time that
    /// comes twice counts the first time only.
    /// </summary>
    /// <param name="expression">The cron expression.</param>
    /// <param name="after">The time after which it is looked for.</param>
    /// <param name="zone">The time zone of the expression.</param>
    /// <returns>Null where there is no such time, as for the 30th of February.</returns>
    /// <exception cref="FormatException">It is not a cron expression. The message says what is wrong.</exception>
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

    /// <summary>Of an hour that comes twice, the second one has the smaller offset.</summary>
    private static bool IsSecondTime(DateTimeOffset time, TimeZoneInfo zone)
    {
        DateTime local = TimeZoneInfo.ConvertTime(time, zone).DateTime;
        return zone.IsAmbiguousTime(local) && zone.GetUtcOffset(time) == zone.GetAmbiguousTimeOffsets(local).Min();
    }
}
