using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Handlers;

/// <summary>
/// Runs a handler for an event until it succeeds or has no retries left, and shows the typing indicator meanwhile. Exceptions become the result of this event.
/// </summary>
internal sealed class HandlerRun(B24Session session, long botId, int retryCount, bool showsTyping, HandlerLimits limits)
{
    /// <exception cref="PipelineStoppedException">The pipeline is stopped.</exception>
    /// <exception cref="FlowControlException">An <c>exit</c> on the pipeline thread.</exception>
    public HandlerOutcome Run(IHandlerExecutor executor, ScriptBlock handler, PortalEvent item)
    {
        for (int attempt = 1; ; attempt++)
        {
            HandlerOutcome outcome = RunOnce(executor, handler, item, attempt);
            if (outcome.Failure is not { } failure || outcome.IsAbandoned || attempt > retryCount)
            {
                return outcome;
            }

            TimeSpan pause = RetryDecision.PauseForCall(attempt);
            executor.Report($"The handler of event {item.EventId} is retried in {pause.TotalSeconds:0.0} s: {failure.Message}");
            executor.Pause(pause, limits.Ending);
            if (limits.Ending.IsCancellationRequested)
            {
                return outcome with { End = HandlerEnd.Interrupted, Failure = null };
            }
        }
    }

    public Exception TimedOut() => HandlerErrors.HandlerTimedOut.With($"The handler did not complete within {limits.Timeout.TotalSeconds:0.#} s.");

    private HandlerOutcome RunOnce(IHandlerExecutor executor, ScriptBlock handler, PortalEvent item, int attempt)
    {
        IReadOnlyCollection<PSObject> output = [];
        TypingIndicator? typing = null;
        using HandlerWatch watch = new(limits, reason =>
        {
            typing?.Stop();
            executor.Abandon(item, reason, attempt);
        });
        try
        {
            typing = showsTyping ? TypingIndicator.For(session, botId, item) : null;
            HandlerEnd end = executor.Run(handler, session, item, watch, given => output = given);
            return new HandlerOutcome(end, output, null, attempt) { IsAbandoned = watch.IsAbandoned };
        }
        catch (Exception exception) when (exception is not FlowControlException && !(exception is PipelineStoppedException && executor.IsStopping))
        {
            return watch.Reason switch
            {
                StopReason.Ending => new HandlerOutcome(HandlerEnd.Interrupted, output, null, attempt),
                StopReason.Overdue => new HandlerOutcome(HandlerEnd.Done, output, TimedOut(), attempt) { IsAbandoned = watch.IsAbandoned },
                _ => new HandlerOutcome(HandlerEnd.Done, output, exception, attempt),
            };
        }
        finally
        {
            typing?.Dispose();
            if (typing?.Failure is { } failure)
            {
                executor.Report($"The typing indicator in {item.DialogId} failed: {failure.Message}");
            }
        }
    }
}
