using System.Management.Automation;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Commands;

/// <summary>Gives a bot's events as they come, each confirmed when the pipeline is done with it.</summary>
[Cmdlet(VerbsCommon.Watch, "B24BotEvent", SupportsShouldProcess = true)]
[OutputType(typeof(PortalEvent))]
public sealed class WatchB24BotEventCommand : B24ListeningCommand
{
    [Parameter]
    public SwitchParameter ManualConfirm { get; set; }

    private protected override string Purpose => "Take events, which deletes them on the portal";

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
            // Somebody behind took the event and wants no further one, as Select-Object -First does.
            source.Done(item);
            throw;
        }

        Confirm(source, item);
    }
}
