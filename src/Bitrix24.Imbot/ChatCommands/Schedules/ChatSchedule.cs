using System.Globalization;
using System.Text;
using Bitrix24.Imbot.ChatCommands.Texts;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.ChatCommands.Schedules;

/// <summary>A scheduled command line as in a chat, with its function, the text after the name, its cron expression, and the dialog for the output.</summary>
internal sealed record ChatSchedule(string Line, string Function, string Arguments, string Cron, string DialogId, TimeZoneInfo Zone)
{
    /// <summary>Identifies the schedule across restarts of the bot.</summary>
    public string Key => KeyOf(string.Join("\n", Line, Cron, DialogId.ToLowerInvariant(), Zone.Id));

    public DateTimeOffset? Next(DateTimeOffset after) => CronTimes.Next(Cron, after, Zone);

    public string KeyAt(DateTimeOffset time) => KeyOf($"{Key}\n{time.UtcDateTime.Ticks.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>Creates an event for a run, with a dialog and without a user.</summary>
    public PortalEvent ToEvent() => PortalEvent.FromJson(JsonMap.Write(new JsonMap
    {
        ["type"] = "SCHEDULE",
        ["data"] = new JsonMap { ["dialogId"] = DialogId, ["language"] = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName },
    }));

    /// <summary>Formats a time in the time zone of the schedule.</summary>
    public string TextOf(DateTimeOffset time) => ChatTexts.Format(TimeZoneInfo.ConvertTime(time, Zone));

    private static string KeyOf(string text) => ContentKey.Compute(Encoding.UTF8.GetBytes(text));
}
