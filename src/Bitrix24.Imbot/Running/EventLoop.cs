using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Receiving;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Pipeline;
using Bitrix24.Imbot.Sessions;

namespace Bitrix24.Imbot.Running;

/// <summary>Takes a bot's events one after the other on the pipeline thread, until it is ended.</summary>
/// <param name="cmdlet">On whose pipeline thread it runs.</param>
/// <param name="options">Where the events come from.</param>
/// <param name="consumer">What is done with them.</param>
internal sealed class EventLoop(AwaitingCmdlet cmdlet, BotListenerOptions options, EventConsumer consumer) : IDisposable
{
    /// <summary>
    /// How long the portal may take to confirm what was done where the pipeline ends early and somebody waits for that end: after Ctrl+C, and where
    /// Select-Object -First has what it wanted. The request is on its way within a few of these milliseconds; only its answer may be missed.
    /// </summary>
    private static readonly TimeSpan FarewellTime = TimeSpan.FromMilliseconds(150);

    /// <summary>How often it is looked whether answers are still wanted.</summary>
    private static readonly TimeSpan AnswerLook = TimeSpan.FromMilliseconds(100);

    private BotEvents? events;

    /// <summary>Ends after so many events.</summary>
    public long MaxEvents { get; init; } = long.MaxValue;

    /// <summary>Ends after this time; what is being handled is finished first. Null for no end.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Ends it at a regular moment: the time is over, or the process was asked to end.</summary>
    public CancellationTokenSource Ending { get; } = new();

    /// <summary>Where the events come from.</summary>
    public IEventSource Source => events!.Source;

    /// <inheritdoc />
    public void Dispose() => Ending.Dispose();

    /// <summary>Reads the events of a bot until the end.</summary>
    /// <exception cref="B24Exception">What prevents it.</exception>
    public bool Run(B24Session session, long botId)
    {
        using BotEvents opened = cmdlet.Await((observer, cancellation) => BotEvents.OpenAsync(session, botId, options, observer, cancellation));
        events = opened;
        ListeningDisplay display = new(cmdlet, session, opened.Bot, options.ListenUri is null ? "to the portal's queue" : $"at {options.ListenUri}");
        consumer.Begin(this, session, opened.Bot);
        if (Timeout is { } timeout)
        {
            Ending.CancelAfter(timeout);
        }

        bool isRegular = false;
        try
        {
            display.Begin();
            TakeAll(session, opened, display);
            display.End();
            isRegular = true;
        }
        finally
        {
            if (!isRegular)
            {
                consumer.Abandon();
                Leave(opened);
            }
        }

        return cmdlet.Await((observer, cancellation) => FinishAsync(observer, cancellation));
    }

    /// <summary>An event is done.</summary>
    /// <returns>False where the bot ends before that could be kept. The event comes again.</returns>
    public bool Confirm(PortalEvent item) => TryKeep(() => Source.Done(item));

    /// <summary>Keeps something of the bot's state, and waits as long as the storage refuses it.</summary>
    /// <param name="keep">Run again after each failure.</param>
    /// <returns>False where the bot ends before it could be kept.</returns>
    public bool TryKeep(Action keep)
    {
        try
        {
            keep();
            return true;
        }
        catch (B24Exception exception) when (StorageTrouble.MayPass(exception) && !cmdlet.Stopping)
        {
            return cmdlet.Await((observer, cancellation) => TryKeepAsync(keep, observer, cancellation));
        }
    }

    private async Task<bool> TryKeepAsync(Action keep, ICallObserver observer, CancellationToken cancellation)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, Ending.Token);
        try
        {
            await new StorageTrouble(SystemClock.Instance).RunAsync(keep, observer, either.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (Ending.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            observer.Warn("The bot is stopping, and the last event could not be saved as processed. It will be delivered again.");
            return false;
        }
    }

    private void TakeAll(B24Session session, BotEvents opened, ListeningDisplay display)
    {
        SessionStore sessions = SessionStore.For(cmdlet);
        long taken = 0;
        while ((taken < MaxEvents || consumer.WaitsForAnswers) && !Ending.IsCancellationRequested)
        {
            bool isFull = taken >= MaxEvents;
            foreach (PortalEvent item in cmdlet.Await((observer, cancellation) => NextAsync(isFull, observer, cancellation)))
            {
                if (Ending.IsCancellationRequested)
                {
                    break;
                }

                bool isAnswer = consumer.IsAnswer(item);
                if (taken >= MaxEvents && !isAnswer)
                {
                    // It is not done, and comes again in the next run.
                    continue;
                }

                sessions.Learn(session, item);
                if (opened.IsSkipped(item))
                {
                    cmdlet.WriteDetail($"Event {item.EventId}, {item.Type}, is of a bot and is skipped.");
                    Confirm(item);
                    continue;
                }

                taken += isAnswer ? 0 : 1;
                consumer.Take(this, item);
            }

            display.Show(taken);
        }

        consumer.Drain(this);
    }

    /// <summary>The next events.</summary>
    /// <param name="isFull">Whether only answers are still wanted: then nothing is waited for when nothing needs one any more.</param>
    /// <param name="observer">Receives information about the calls.</param>
    /// <param name="cancellation">Ends the wait with an error.</param>
    private async Task<IReadOnlyList<PortalEvent>> NextAsync(bool isFull, ICallObserver observer, CancellationToken cancellation)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, Ending.Token);
        try
        {
            Task<IReadOnlyList<PortalEvent>> next = Source.NextAsync(observer, either.Token);
            while (isFull && !next.IsCompleted && consumer.WaitsForAnswers)
            {
                await Task.WhenAny(next, Task.Delay(AnswerLook, either.Token)).ConfigureAwait(false);
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

    private async Task<bool> FinishAsync(ICallObserver observer, CancellationToken cancellation)
    {
        await Source.FinishAsync(observer, cancellation).ConfigureAwait(false);
        return true;
    }

    /// <summary>
    /// The pipeline ends early. What the portal does not hear now comes again, which whoever reads events has to expect in any case, unless an offset
    /// store holds it.
    /// </summary>
    private void Leave(BotEvents opened)
    {
        string? why = opened.LeaveAsync(FarewellTime).GetAwaiter().GetResult();

        // After Ctrl+C nothing can be written any more.
        if (why is not null && !cmdlet.Stopping)
        {
            string whatComesAgain = options.OffsetStorePath is null
                ? "The position is saved in the state folder of the bot, so these events are not delivered again."
                : "The position is saved in the offset store, so these events are not delivered again.";
            cmdlet.WriteDetail($"The portal has not confirmed what is done: {why} {whatComesAgain}");
        }
    }
}
