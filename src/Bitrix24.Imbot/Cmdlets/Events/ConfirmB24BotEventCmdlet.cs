using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Core.Events;

namespace Bitrix24.Imbot.Cmdlets.Events;

/// <summary>Confirms events that Watch-B24BotEvent -ManualConfirm returned.</summary>
[Cmdlet(VerbsLifecycle.Confirm, "B24BotEvent", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Confirm-B24BotEvent.html")]
public sealed class ConfirmB24BotEventCmdlet : B24Cmdlet
{
    private readonly HashSet<IEventSource> ended = [];

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [EventArgument]
    public PortalEvent[] InputObject { get; set; } = [];

    protected override void ProcessRecord()
    {
        foreach (PortalEvent item in InputObject)
        {
            TryFor(item, () => Confirm(item));
        }
    }

    /// <summary>Confirms the events of watches that have ended. A running watch confirms its events itself.</summary>
    protected override void EndProcessing()
    {
        foreach (IEventSource source in ended)
        {
            TryFor(null, () => Await((observer, cancellation) => source.FinishAsync(observer, cancellation)));
        }
    }

    private void Confirm(PortalEvent item)
    {
        if (item.AwaitedBy is not { } source)
        {
            throw EventErrors.EventNotAwaited.With($"Event {item.EventId} ({item.Type}) is not waiting for confirmation.");
        }

        if (ShouldProcess($"Event {item.EventId}", "Confirm"))
        {
            source.Done(item);
            if (!source.IsOpen)
            {
                ended.Add(source);
            }
        }
    }
}
