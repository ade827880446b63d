using System.Management.Automation;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Events;

namespace Bitrix24.Imbot.Commands;

/// <summary>Says that events are done that Watch-B24BotEvent -ManualConfirm gave.</summary>
[Cmdlet(VerbsLifecycle.Confirm, "B24BotEvent", SupportsShouldProcess = true)]
public sealed class ConfirmB24BotEventCommand : B24Command
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

    /// <summary>A watch that still runs tells the portal itself; for one that has ended it is done here, once.</summary>
    protected override void EndProcessing()
    {
        foreach (IEventSource source in ended)
        {
            TryFor(null, () => Await(async (observer, cancellation) =>
            {
                await source.FinishAsync(observer, cancellation).ConfigureAwait(false);
                return true;
            }));
        }
    }

    private void Confirm(PortalEvent item)
    {
        if (item.AwaitedBy is not { } source)
        {
            throw EventErrors.EventNotAwaited.With($"Nobody waits for the confirmation of event {item.EventId}, {item.Type}.");
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
