using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Handlers;
using Bitrix24.Imbot.Pipeline;

namespace Bitrix24.Imbot.Running;

/// <summary>Runs handlers on the pipeline thread or in separate runspaces, and reports events whose handler failed.</summary>
/// <exception cref="B24Exception"><see cref="HandlerErrors.RunspaceRestricted"/>.</exception>
internal sealed class HandlerDispatcher(AwaitingCmdlet cmdlet, BotRunOptions options, HandlerStreams streams, FailedEvents failed) : IDisposable
{
    private readonly RunspaceHandlers? parallel = options.ThrottleLimit > 1 && options.Handlers.Blocks.Any()
        ? new RunspaceHandlers(cmdlet, streams.WriteRecord, options.Handlers.Blocks, options.ThrottleLimit)
        : null;

    private HandlerRun? run;
    private EndRequest? endRequest;

    public void Dispose()
    {
        endRequest?.Dispose();
        parallel?.Dispose();
    }

    public void Begin(EventLoop loop, B24Session session, long botId)
    {
        endRequest?.Dispose();
        endRequest = new EndRequest(loop.Ending);
        HandlerRun handling = new(session, botId, options.RetryCount, options.ShowsTyping, new HandlerLimits(options.HandlerTimeout, loop.Ending.Token));
        run = handling;
        parallel?.Use(
            item => handling.Run(parallel, options.Handlers.For(item)!, item),
            (item, reason, attempt) => AbandonInRunspace(handling, item, reason, attempt),
            (item, outcome) => Finish(loop, item, outcome));
    }

    /// <summary>Runs a handler for an event, immediately or later.</summary>
    public void Add(EventLoop loop, ScriptBlock handler, PortalEvent item)
    {
        if (parallel is not null)
        {
            parallel.Add(item);
        }
        else
        {
            Finish(loop, item, HandleOnPipeline(loop, handler, item));
        }
    }

    /// <summary>Waits until all added events are handled.</summary>
    public void Drain(EventLoop loop)
    {
        if (parallel is not null)
        {
            using CancellationTokenRegistration registration = loop.Ending.Token.Register(parallel.CloseInTurn);
            cmdlet.WaitForEnd(parallel.WhenIdle());
        }
    }

    public void Stop() => parallel?.Stop();

    private HandlerOutcome HandleOnPipeline(EventLoop loop, ScriptBlock handler, PortalEvent item)
    {
        try
        {
            return run!.Run(new PipelineHandlers(cmdlet, streams.ShowError, AbandonOnPipeline), handler, item);
        }
        catch (ExitException)
        {
            loop.Confirm(item);
            throw;
        }
        finally
        {
            endRequest?.Resume();
        }
    }

    /// <summary>Confirms the event before the output of its handler is written, so that the pipeline can't repeat it. If the handler failed after all retries, the event is reported and saved first.</summary>
    private void Finish(EventLoop loop, PortalEvent item, HandlerOutcome outcome)
    {
        if (outcome.End == HandlerEnd.Interrupted)
        {
            cmdlet.WriteDetail($"The handler of event {item.EventId} was stopped, because the bot is stopping. The event will be delivered again.");
            return;
        }

        ErrorRecord? error = null;
        if (outcome.Failure is not { } failure || failed.TryReport(loop, item, failure, outcome.Attempts, out error))
        {
            loop.Confirm(item);
        }

        if (error is not null)
        {
            streams.ShowError(error);
        }

        if (outcome.End == HandlerEnd.EndsBot || item is { Kind: EventKind.BotDelete, IsUserEvent: false })
        {
            loop.Ending.Cancel();
            parallel?.Close();
        }

        cmdlet.WriteObject(outcome.Output, enumerateCollection: true);
    }

    /// <summary>Abandons a handler in a separate runspace that doesn't stop, and reports its event.</summary>
    private HandlerOutcome AbandonInRunspace(HandlerRun handling, PortalEvent item, StopReason reason, int attempt)
    {
        string stillRunning = $"Handlers that don't stop and still run: {parallel!.AbandonedCount}";
        if (reason == StopReason.Ending)
        {
            cmdlet.WriteWarning($"The handler of event {item.EventId} doesn't stop, and the bot ends without it. The event will be delivered again. {stillRunning}.");
            return new HandlerOutcome(HandlerEnd.Interrupted, [], null, attempt);
        }

        cmdlet.WriteWarning($"The handler of event {item.EventId} timed out and doesn't stop. {stillRunning}. To end them, restart the process of the bot.");
        return new HandlerOutcome(HandlerEnd.Done, [], handling.TimedOut(), attempt);
    }

    /// <summary>
    /// Reports a handler on the pipeline thread that doesn't stop. Another thread can't end it. It can only save the event, report
    /// the problem at the console, and restore the default effect of SIGTERM.
    /// </summary>
    private void AbandonOnPipeline(PortalEvent item, StopReason reason, int attempt)
    {
        string what = $"The handler of event {item.EventId} doesn't stop and blocks the bot, because it runs on the thread of the script. To prevent this, use -ThrottleLimit 2 or more.";
        if (reason == StopReason.Overdue)
        {
            what += failed.SaveWhileRunning(item, run!.TimedOut(), attempt);
        }

        cmdlet.Host.UI?.WriteWarningLine(ShownText.From(what));
        endRequest?.EndProcess();
    }
}
