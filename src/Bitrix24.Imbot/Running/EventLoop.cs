using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Receiving;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Pipeline;
using Bitrix24.Imbot.Sessions;

namespace Bitrix24.Imbot.Running;

/// <summary>Reads the events of a bot and processes them one after the other on the pipeline thread.</summary>
internal sealed class EventLoop(AwaitingCmdlet cmdlet, BotListenerOptions options, EventConsumer consumer) : IDisposable
{
    /// <summary>
    /// The time limit for the last confirmation to the portal if the pipeline ends early, for example after Ctrl+C or
    /// Select-Object -First. The request is sent within a few milliseconds; only its response may be missed.
    /// </summary>
    private static readonly TimeSpan LastConfirmationTime = TimeSpan.FromMilliseconds(150);

    /// <summary>The interval of checking whether a handler or call still waits for an answer.</summary>
    private static readonly TimeSpan AnswerCheckInterval = TimeSpan.FromMilliseconds(100);

    private BotEvents? events;

    public long MaxEvents { get; init; } = long.MaxValue;

    /// <summary>Maximum run time; running handlers are completed first. Null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Ends the loop regularly, because the time is over or the process received a signal.</summary>
    public CancellationTokenSource Ending { get; } = new();

    public IEventSource Source => events!.Source;

    public void Dispose() => Ending.Dispose();

    public void Run(B24Session session, long botId)
    {
        using BotEvents opened = cmdlet.Await((observer, cancellation) => BotEvents.OpenAsync(session, botId, options, observer, cancellation));
        events = opened;
        ListeningDisplay display = new(cmdlet, session, opened.Bot, options.ListenUri is null ? "to the portal's queue" : $"at {options.ListenUri}");
        consumer.Begin(this, session, opened.Bot);
        if (Timeout is { } timeout)
        {
            Ending.CancelAfter(timeout);
        }

        try
        {
            display.Begin();
            ProcessAll(session, opened, display);
            display.End();
        }
        catch
        {
            consumer.Abandon();
            Leave(opened);
            throw;
        }

        cmdlet.Await((observer, cancellation) => Source.FinishAsync(observer, cancellation));
    }

    /// <summary>Confirms that an event is processed.</summary>
    /// <returns>False if the bot ends before the confirmation is saved. The event is delivered again.</returns>
    public bool Confirm(PortalEvent item) => TrySave(() => Source.Done(item));

    /// <summary>Saves a part of the bot's state. While the storage can't be written, waits and tries again.</summary>
    /// <returns>False if the bot ends before the state is saved.</returns>
    public bool TrySave(Action save)
    {
        try
        {
            save();
            return true;
        }
        catch (B24Exception exception) when (StorageTrouble.MayPass(exception) && !cmdlet.Stopping)
        {
            return cmdlet.Await((observer, cancellation) => TrySaveAsync(save, observer, cancellation));
        }
    }

    private async Task<bool> TrySaveAsync(Action save, ICallObserver observer, CancellationToken cancellation)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, Ending.Token);
        try
        {
            await new StorageTrouble(SystemClock.Instance).RunAsync(save, observer, either.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (Ending.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            observer.Warn("The bot is stopping, and the last event could not be saved as processed. It will be delivered again.");
            return false;
        }
    }

    private void ProcessAll(B24Session session, BotEvents opened, ListeningDisplay display)
    {
        SessionStore sessions = SessionStore.For(cmdlet);
        long processed = 0;
        while ((processed < MaxEvents || consumer.WaitsForAnswers) && !Ending.IsCancellationRequested)
        {
            bool isFull = processed >= MaxEvents;
            foreach (PortalEvent item in cmdlet.Await((observer, cancellation) => NextAsync(isFull, observer, cancellation)))
            {
                if (Ending.IsCancellationRequested)
                {
                    break;
                }

                bool isAnswer = consumer.IsAnswer(item);
                if (processed >= MaxEvents && !isAnswer)
                {
                    // The event isn't confirmed, so the next run receives it again.
                    continue;
                }

                sessions.Learn(session, item);
                if (opened.IsSkipped(item))
                {
                    cmdlet.WriteDetail($"Event {item.EventId} ({item.Type}) was skipped, because its author is a bot.");
                    Confirm(item);
                    continue;
                }

                processed += isAnswer ? 0 : 1;
                consumer.Process(this, item);
            }

            display.Show(processed);
        }

        consumer.Drain(this);
    }

    /// <summary>Waits for the next events. If the maximum number of events is reached, the wait ends when no handler or call waits for an answer.</summary>
    private async Task<IReadOnlyList<PortalEvent>> NextAsync(bool isFull, ICallObserver observer, CancellationToken cancellation)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, Ending.Token);
        try
        {
            Task<IReadOnlyList<PortalEvent>> next = Source.NextAsync(observer, either.Token);
            while (isFull && !next.IsCompleted && consumer.WaitsForAnswers)
            {
                await Task.WhenAny(next, Task.Delay(AnswerCheckInterval, either.Token)).ConfigureAwait(false);
            }

            if (isFull && !next.IsCompleted)
            {
                either.Cancel();
            }

            return await next.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return [];
        }
    }

    /// <summary>
    /// Called when the pipeline ends early. Events that can't be confirmed now are delivered again, unless their position is saved in an offset
    /// store.
    /// </summary>
    private void Leave(BotEvents opened)
    {
        string? why = opened.LeaveAsync(LastConfirmationTime).GetAwaiter().GetResult();

        // After Ctrl+C, the cmdlet can't write.
        if (why is not null && !cmdlet.Stopping)
        {
            string store = options.OffsetStorePath is null ? "state folder of the bot" : "offset store";
            cmdlet.WriteDetail(
                $"The processed events could not be confirmed to the portal. {why} The position is saved in the {store}, so these events are not delivered again.");
        }
    }
}
