using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Pipeline;

namespace Bitrix24.Imbot.Running;

/// <summary>Writes events to the pipeline. An event is confirmed when the pipeline has processed it, or later by Confirm-B24BotEvent.</summary>
internal sealed class EventWriter(AwaitingCmdlet cmdlet, bool isConfirmedLater) : EventConsumer
{
    public override void Process(EventLoop loop, PortalEvent item)
    {
        if (isConfirmedLater)
        {
            item.AwaitedBy = loop.Source;
            cmdlet.WriteObject(item);
            return;
        }

        try
        {
            cmdlet.WriteObject(item);
        }
        catch (PipelineStoppedException) when (!cmdlet.Stopping)
        {
            // A downstream command, such as Select-Object -First, processed the event and then stopped the pipeline.
            loop.Source.Done(item);
            throw;
        }

        loop.Confirm(item);
    }
}
