using System.Globalization;
using System.Text;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.ChatCommands.Schedules;

/// <summary>A line that is run at certain times.</summary>
/// <param name="Line">The line, as in a chat.</param>
/// <param name="Function">Name of its function.</param>
/// <param name="Arguments">What follows the name.</param>
/// <param name="Cron">When, as a cron expression.</param>
/// <param name="DialogId">Where the output goes.</param>
/// <param name="Zone">The time zone of the expression.</param>
internal sealed record ChatSchedule(string Line, string Function, string Arguments, string Cron, string DialogId, TimeZoneInfo Zone)
{
    /// <summary>Identifies the schedule from start to start of the bot.</summary>
    public string Key => KeyOf(string.Join("\n", Line, Cron, DialogId.ToLowerInvariant(), Zone.Id));

    /// <summary>The first time after another one; null where there is none.</summary>
    public DateTimeOffset? Next(DateTimeOffset after) => CronTimes.Next(Cron, after, Zone);

    /// <summary>Identifies the run of one time.</summary>
    public string KeyAt(DateTimeOffset time) => KeyOf($"{Key}\n{time.UtcDateTime.Ticks.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>An event for a run: it has a dialog, and no person.</summary>
    public PortalEvent ToEvent() => PortalEvent.FromJson(JsonMapWriter.Write(new JsonMap
    {
        ["type"] = "SCHEDULE",
        ["data"] = new JsonMap { ["dialogId"] = DialogId, ["language"] = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName },
    }));

    /// <summary>The time as people of the schedule's zone see it.</summary>
    public string TextOf(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, Zone).ToString("yyyy-MM-dd HH:mm (zzz)", CultureInfo.InvariantCulture);

    private static string KeyOf(string text) => ContentKey.Compute(Encoding.UTF8.GetBytes(text));
}
