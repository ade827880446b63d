using System.Management.Automation;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Commands;

/// <summary>Returns a bot's events as they arrive. Each event is confirmed after the pipeline has processed it.</summary>
[Cmdlet(VerbsCommon.Watch, "B24BotEvent", SupportsShouldProcess = true)]
[OutputType(typeof(PortalEvent))]
public sealed class WatchB24BotEventCommand : B24ListeningCommand
{
    [Parameter]
    public SwitchParameter ManualConfirm { get; set; }

    /// <inheritdoc />
    private protected override string Purpose => "Read events, which deletes them on the portal";

    /// <inheritdoc />
    private protected override void Take(B24Session session, long botId, IEventSource source, PortalEvent item)
    {
        if (ManualConfirm)
        {
            item.AwaitedBy = source;
            WriteObject(item);
            return;
        }

        try
        {
            WriteObject(item);
        }
        catch (PipelineStoppedException) when (!Stopping)
        {
            // A downstream command, such as Select-Object -First, processed the event and then stopped the pipeline.
            source.Done(item);
            throw;
        }

        Confirm(source, item);
    }
}
