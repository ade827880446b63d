using System.ComponentModel;
using System.Management.Automation;
using System.Security;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Receiving;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Commands;

/// <summary>What the cmdlets share that take a bot's events as they come.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class B24ListeningCommand : B24BotCommand
{
    /// <summary>
    /// How long the portal may take to confirm what was done where the pipeline ends early and somebody waits for that end: after Ctrl+C, and where
    /// Select-Object -First has what it wanted. The request is on its way within a few of these milliseconds; only its answer may be missed.
    /// </summary>
    private static readonly TimeSpan FarewellTime = TimeSpan.FromMilliseconds(150);

    /// <summary>How often it is looked whether answers are still wanted.</summary>
    private static readonly TimeSpan AnswerLook = TimeSpan.FromMilliseconds(100);

    private string? offsetPath;

    /// <summary>A file that keeps up to where the events are done, so that the next run goes on there. Made where it is missing.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OffsetStore { get; set; }

    /// <summary>How long to wait after an empty look at the queue: 1 second to an hour, as seconds or TimeSpan.</summary>
    [Parameter]
    [SecondsArgument]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Ends after so many events.</summary>
    [Parameter]
    [ValidateRange(1L, long.MaxValue)]
    public long MaxEvents { get; set; } = long.MaxValue;

    /// <summary>Ends after this time, as seconds or TimeSpan; what is being handled is finished first.</summary>
    [Parameter]
    [SecondsArgument]
    public TimeSpan? Timeout { get; set; }

    /// <summary>Takes the events whose author is a bot as well, which are skipped otherwise.</summary>
    [Parameter]
    public SwitchParameter IncludeBots { get; set; }

    /// <summary>Takes the events of the session's user along with the bot's, for which Register-B24UserEvent asked.</summary>
    [Parameter]
    public SwitchParameter IncludeUserEvents { get; set; }

    /// <summary>
    /// Listens for what the portal posts instead of asking for it: a plain http address of this machine, with port and path. The bot's event mode must be
    /// webhook, and its own address a public one from which a proxy or tunnel leads here.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? ListenUri { get; set; }

    /// <summary>
    /// With -ListenUri, what an event must carry to be the portal's. Not needed for a bot of an incoming webhook, which is known by its bot token.
    /// </summary>
    [Parameter]
    [SecretArgument]
    [ValidateNotNull]
    public SecureString? ApplicationToken { get; set; }

    /// <summary>Ends at a regular moment: the time is over, or the process was asked to end.</summary>
    private protected CancellationTokenSource Ending { get; } = new();

    /// <summary>The full path of -OffsetStore; null without one.</summary>
    private protected string? OffsetPath => offsetPath;

    private string WhatComesAgain => OffsetStore is null
        ? "The position is saved in the state folder of the bot, so these events are not delivered again."
        : "The position is saved in the offset store, so these events are not delivered again.";

    /// <summary>What <c>-WhatIf</c> shows.</summary>
    private protected abstract string Purpose { get; }

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Demand(Interval, () => DurationRange.Interval.Require(nameof(Interval), Interval) && DurationRange.Timeout.Require(nameof(Timeout), Timeout));
        offsetPath = OffsetStore is null ? null : Demand(OffsetStore, () => FilePaths.Resolve(this, OffsetStore));
    }

    /// <inheritdoc />
    protected sealed override void ProcessRecord(B24Session session, long botId)
    {
        if (ShouldProcess($"Bot {botId} on {NameOf(session)}", Purpose))
        {
            Demand(botId, () => Run(session, botId));
        }
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Ending.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Before the first event is taken, when everything that is kept can be kept.</summary>
    private protected virtual void Prepare(B24Session session, Bot bot)
    {
    }

    /// <summary>Takes one event, and sees to it that the source hears when it is done.</summary>
    private protected abstract void Take(B24Session session, long botId, IEventSource source, PortalEvent item);

    /// <summary>Whether an event answers a question of what is already being worked on, and is not counted.</summary>
    private protected virtual bool IsAnswer(PortalEvent item) => false;

    /// <summary>Whether something that is being worked on still needs events that answer it.</summary>
    private protected virtual bool WaitsForAnswers => false;

    /// <summary>Waits for what is still being worked on.</summary>
    private protected virtual void Drain()
    {
    }

    /// <summary>The pipeline ends early: stops what is still being worked on, and waits until nothing of it runs any more.</summary>
    private protected virtual void Abandon()
    {
    }

    /// <summary>An event is done.</summary>
    /// <returns>False where the bot ends before that could be kept. The event comes again.</returns>
    private protected bool Confirm(IEventSource source, PortalEvent item) => TryKeep(() => source.Done(item));

    /// <summary>Keeps something of the bot's state, and waits as long as the storage refuses it.</summary>
    /// <param name="keep">Run again after each failure.</param>
    /// <returns>False where the bot ends before it could be kept.</returns>
    private protected bool TryKeep(Action keep)
    {
        try
        {
            keep();
            return true;
        }
        catch (B24Exception exception) when (StorageTrouble.MayPass(exception) && !Stopping)
        {
            return Await((observer, cancellation) => TryKeepAsync(keep, observer, cancellation));
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

    /// <summary>The next events.</summary>
    /// <param name="source">Where they come from.</param>
    /// <param name="isFull">Whether only answers are still wanted: then nothing is waited for when nothing needs one any more.</param>
    /// <param name="observer">Hears of what happens.</param>
    /// <param name="cancellation">Ends the wait with an error.</param>
    private async Task<IReadOnlyList<PortalEvent>> NextAsync(IEventSource source, bool isFull, ICallObserver observer, CancellationToken cancellation)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, Ending.Token);
        try
        {
            Task<IReadOnlyList<PortalEvent>> next = source.NextAsync(observer, either.Token);
            while (isFull && !next.IsCompleted && WaitsForAnswers)
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

    private bool Run(B24Session session, long botId)
    {
        BotListenerOptions options = new()
        {
            OffsetStorePath = offsetPath,
            Interval = Interval,
            ListenUri = ListenUri,
            ApplicationToken = Secret.FromSecureString(ApplicationToken),
            IncludeBots = IncludeBots,
            IncludeUserEvents = IncludeUserEvents,
        };
        using BotEvents events = Await((observer, cancellation) => BotEvents.OpenAsync(session, botId, options, observer, cancellation));
        ListeningDisplay display = new(this, session, events.Bot, ListenUri is null ? "to the portal's queue" : $"at {ListenUri}");
        Prepare(session, events.Bot);
        if (Timeout is { } timeout)
        {
            Ending.CancelAfter(timeout);
        }

        bool isRegular = false;
        try
        {
            display.Begin();
            TakeAll(session, botId, events, display);
            display.End();
            isRegular = true;
        }
        finally
        {
            if (!isRegular)
            {
                Abandon();
                Leave(events);
            }
        }

        Await((observer, cancellation) => Completed(events.Source.FinishAsync(observer, cancellation)));
        return true;
    }

    private void TakeAll(B24Session session, long botId, BotEvents events, ListeningDisplay display)
    {
        long taken = 0;
        while ((taken < MaxEvents || WaitsForAnswers) && !Ending.IsCancellationRequested)
        {
            bool isFull = taken >= MaxEvents;
            foreach (PortalEvent item in Await((observer, cancellation) => NextAsync(events.Source, isFull, observer, cancellation)))
            {
                if (Ending.IsCancellationRequested)
                {
                    break;
                }

                bool isAnswer = IsAnswer(item);
                if (taken >= MaxEvents && !isAnswer)
                {
                    // It is not done, and comes again in the next run.
                    continue;
                }

                Sessions.Learn(session, item);
                if (events.IsSkipped(item))
                {
                    WriteDetail($"Event {item.EventId} ({item.Type}) was skipped, because its author is a bot.");
                    Confirm(events.Source, item);
                    continue;
                }

                taken += isAnswer ? 0 : 1;
                Take(session, botId, events.Source, item);
            }

            display.Show(taken);
        }

        Drain();
    }

    /// <summary>
    /// The pipeline ends early. What the portal does not hear now comes again, which whoever reads events has to expect in any case, unless an offset
    /// store holds it.
    /// </summary>
    private void Leave(BotEvents events)
    {
        string? why = events.LeaveAsync(FarewellTime).GetAwaiter().GetResult();

        // After Ctrl+C nothing can be written any more.
        if (why is not null && !Stopping)
        {
            WriteDetail($"The processed events could not be confirmed to the portal. {why} {WhatComesAgain}");
        }
    }

    private static async Task<bool> Completed(Task task)
    {
        await task.ConfigureAwait(false);
        return true;
    }
}
