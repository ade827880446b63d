using System.Management.Automation;
using Bitrix24.Imbot.Core;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Handlers;

/// <summary>Runs a handler for one event until it succeeds or its repeats are used up, and shows meanwhile that the bot is at work.</summary>
internal sealed class HandlerRun
{
    private readonly B24Session session;
    private readonly long botId;
    private readonly int retryCount;
    private readonly bool showsTyping;

    public HandlerRun(B24Session session, long botId, int retryCount, bool showsTyping)
    {
        this.session = session;
        this.botId = botId;
        this.retryCount = retryCount;
        this.showsTyping = showsTyping;
    }

    /// <exception cref="PipelineStoppedException">It was stopped.</exception>
    /// <exception cref="FlowControlException">An <c>exit</c> on the pipeline thread.</exception>
    public HandlerOutcome Run(IHandlerPlace place, ScriptBlock handler, PortalEvent item)
    {
        for (int attempt = 1; ; attempt++)
        {
            IReadOnlyCollection<PSObject> output = [];
            try
            {
                HandlerEnd end = RunShowingTyping(place, handler, item, given => output = given);
                return new HandlerOutcome(end, output, null, attempt);
            }
            catch (RuntimeException exception) when (exception is not PipelineStoppedException)
            {
                if (attempt > retryCount)
                {
                    return new HandlerOutcome(HandlerEnd.Done, output, exception, attempt);
                }

                TimeSpan pause = Backoff.PauseBefore(attempt);
                place.Tell($"Event {item.EventId}: {exception.Message}; the handler is run again in {pause.TotalSeconds:0.0} s");
                place.Pause(pause);
            }
        }
    }

    private HandlerEnd RunShowingTyping(IHandlerPlace place, ScriptBlock handler, PortalEvent item, Action<IReadOnlyCollection<PSObject>> output)
    {
        TypingIndicator? typing = showsTyping ? TypingIndicator.For(session, botId, item) : null;
        try
        {
            return place.Run(handler, session, item, output);
        }
        finally
        {
            typing?.Dispose();
            if (typing?.Failure is { } failure)
            {
                place.Tell($"The typing indicator in {item.DialogId} failed: {failure.Message}");
            }
        }
    }
}
