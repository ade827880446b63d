using System.Diagnostics;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Pipeline;

namespace Bitrix24.Imbot.Running;

/// <summary>Shows which bot is listening and how many events it received.</summary>
internal sealed class ListeningDisplay(SafeOutputCmdlet cmdlet, B24Session session, Bot bot, string place)
{
    private const int ProgressId = 27;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly string activity = $"Bot {bot} on {session.Portal.Authority}";
    private readonly Stopwatch sinceShown = new();

    public void Begin()
    {
        cmdlet.WriteDetail($"{activity} is listening {place}.");
        Write(0);
    }

    /// <summary>Updates the number of events, at most once per second.</summary>
    public void Show(long events)
    {
        if (sinceShown.Elapsed >= Step)
        {
            Write(events);
        }
    }

    public void End() => cmdlet.WriteProgress(new ProgressRecord(ProgressId, activity, "Done") { RecordType = ProgressRecordType.Completed });

    private void Write(long events)
    {
        sinceShown.Restart();
        cmdlet.WriteProgress(new ProgressRecord(ProgressId, activity, $"Listening {place}. Events: {events}. Press Ctrl+C to stop."));
    }
}
