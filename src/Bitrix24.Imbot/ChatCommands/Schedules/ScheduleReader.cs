using System.Collections;
using System.Globalization;
using Bitrix24.Imbot.ChatCommands.Calls;
using Bitrix24.Imbot.ChatCommands.Hosting;
using Bitrix24.Imbot.ChatCommands.Output;
using Bitrix24.Imbot.ChatCommands.Parsing;
using Bitrix24.Imbot.ChatCommands.Registry;
using Bitrix24.Imbot.ChatCommands.Texts;
using Bitrix24.Imbot.Conversion;

namespace Bitrix24.Imbot.ChatCommands.Schedules;

/// <summary>Reads schedules from hashtables. Lines are parsed and their values are validated at the start of the bot, because no one can be asked when they run.</summary>
internal sealed class ScheduleReader(FunctionList functions, PreparedRunspace prepared)
{
    private const string Keys = "Line, Cron, DialogId, and TimeZone";

    private static readonly char[] Blanks = [' ', '\t'];

    private readonly List<string> mistakes = [];

    public static IReadOnlyList<ChatSchedule> Read(IEnumerable<IDictionary> tables, FunctionList functions, PreparedRunspace prepared)
    {
        ScheduleReader reader = new(functions, prepared);
        ChatSchedule[] schedules = [.. tables.Select(reader.Read).OfType<ChatSchedule>()];
        foreach (IGrouping<string, ChatSchedule> same in schedules.GroupBy(schedule => schedule.Key).Where(group => group.Count() > 1))
        {
            reader.mistakes.Add($"The schedule of '{same.First().Line}' is specified {same.Count().ToString(CultureInfo.InvariantCulture)} times.");
        }

        return reader.mistakes.Count == 0 ? schedules : throw FunctionErrors.ScheduleInvalid.With(string.Join(" ", reader.mistakes));
    }

    private ChatSchedule? Read(IDictionary table)
    {
        int before = mistakes.Count;
        Dictionary<string, object?> values = new(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in table)
        {
            values[$"{entry.Key}"] = Unwrapped.From(entry.Value);
        }

        string line = TextOf(values, "Line");
        foreach (string key in values.Keys.Where(key => key.ToUpperInvariant() is not ("LINE" or "CRON" or "DIALOGID" or "TIMEZONE")))
        {
            mistakes.Add($"The schedule of '{line}' contains the unknown key '{key}'. The supported keys are {Keys}.");
        }

        foreach (string key in new[] { "Line", "Cron", "DialogId" }.Where(key => TextOf(values, key).Length == 0))
        {
            mistakes.Add($"The schedule of '{line}' has no {key}.");
        }

        TimeZoneInfo zone = ZoneOf(line, values.TryGetValue("TimeZone", out object? named) ? named : null);
        string cron = TextOf(values, "Cron");
        string dialogId = TextOf(values, "DialogId");
        if (mistakes.Count > before)
        {
            return null;
        }

        CheckTimes(line, cron, zone);
        CheckDialog(line, dialogId);
        string[] parts = line.TrimStart('/').Split(Blanks, 2);
        string arguments = parts.Length > 1 ? parts[1].Trim() : string.Empty;
        if (functions.Find(parts[0]) is not { } function)
        {
            mistakes.Add($"The schedule of '{line}' calls '{parts[0]}', which is not a function of -Function.");
            return null;
        }

        CheckValues(line, function, arguments);
        return new ChatSchedule(line, function.Name, arguments, cron, dialogId, zone);
    }

    private void CheckTimes(string line, string cron, TimeZoneInfo zone)
    {
        try
        {
            if (CronTimes.Next(cron, DateTimeOffset.UtcNow, zone) is null)
            {
                mistakes.Add($"The cron expression '{cron}' in the schedule of '{line}' never matches a time.");
            }
        }
        catch (FormatException exception)
        {
            mistakes.Add($"'{cron}' in the schedule of '{line}' is not a valid cron expression. {exception.Message}");
        }
    }

    private void CheckDialog(string line, string dialogId)
    {
        try
        {
            Core.Messages.DialogId.Require(dialogId);
        }
        catch (B24Exception exception)
        {
            mistakes.Add($"The schedule of '{line}': {exception.Message}");
        }
    }

    private void CheckValues(string line, ChatFunction function, string arguments)
    {
        try
        {
            string? mistake = prepared.Inside(() => MistakeIn(prepared.CommandOf(function), function, arguments));
            if (mistake is not null)
            {
                mistakes.Add($"The schedule of '{line}': {mistake}");
            }
        }
        catch (LineRefusedException refused)
        {
            mistakes.Add($"The schedule of '{line}': {RefusalText.ReasonOf(ChatTexts.English, refused)}");
        }
    }

    private static string? MistakeIn(CommandInfo command, ChatFunction function, string arguments)
    {
        CallPlan plan = CallPlanner.Plan(function.Signature, command, LineParser.Parse(arguments));
        return plan.Missing.Count > 0
            ? $"A value is required for {string.Join(", ", plan.Missing.Select(parameter => $"-{parameter.Name}"))}."
            : plan.FindRefused(command)?.Reason;
    }

    private TimeZoneInfo ZoneOf(string line, object? zone)
    {
        if (zone is null or TimeZoneInfo)
        {
            return zone as TimeZoneInfo ?? TimeZoneInfo.Local;
        }

        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById($"{zone}".Trim());
        }
        catch (Exception exception) when (exception is TimeZoneNotFoundException or InvalidTimeZoneException or System.Security.SecurityException or ArgumentException)
        {
            mistakes.Add($"The time zone '{zone}' in the schedule of '{line}' was not found on this computer.");
            return TimeZoneInfo.Utc;
        }
    }

    private static string TextOf(Dictionary<string, object?> values, string key) =>
        values.TryGetValue(key, out object? value) ? Convert.ToString(value, CultureInfo.InvariantCulture)!.Trim() : string.Empty;
}
