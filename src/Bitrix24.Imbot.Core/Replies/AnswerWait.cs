using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Replies;

/// <summary>
/// Waits for the answer to a question: from whoever reads the bot's events in this process or another one, or by reading them here while nobody does. What is read
/// here and answers no question is deferred on the disk before the portal hears of it.
/// </summary>
internal sealed class AnswerWait
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>How long the portal may take to hear what was read; what it does not hear comes again.</summary>
    private static readonly TimeSpan FarewellTime = TimeSpan.FromSeconds(5);

    /// <summary>The same after Ctrl+C, when a person waits for the prompt.</summary>
    private static readonly TimeSpan HastyFarewellTime = TimeSpan.FromMilliseconds(150);

    private readonly string folder;
    private readonly QuestionBoard board;
    private readonly Func<QueueEventSource>? openQueue;
    private readonly LatePress? latePress;

    /// <param name="folder">The bot's folder.</param>
    /// <param name="board">Where the question hangs.</param>
    /// <param name="openQueue">Opens the bot's queue to be read here; null where its events are pushed.</param>
    /// <param name="latePress">Answers presses that come too late; null for no answer.</param>
    public AnswerWait(string folder, QuestionBoard board, Func<QueueEventSource>? openQueue, LatePress? latePress = null)
    {
        this.latePress = latePress;
        this.folder = folder;
        this.board = board;
        this.openQueue = openQueue;
    }

    /// <returns>The event that is the answer; null where the time is over.</returns>
    /// <exception cref="B24Exception">What reading the events gives, and <see cref="QuestionErrors.ReplyBoardFailed"/>.</exception>
    public async Task<PortalEvent?> ForAsync(WaitingQuestion question, TimeSpan timeout, ICallObserver? observer, CancellationToken cancellation)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ending.CancelAfter(timeout);
        SharedEventSource.RunningFor(folder)?.Quicken();
        try
        {
            while (true)
            {
                if (question.TryRead() is { } answer)
                {
                    return answer;
                }

                if (!await ReadAsync(question, observer, ending.Token, cancellation).ConfigureAwait(false))
                {
                    await Task.Delay(Look, ending.Token).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return question.Close();
        }
    }

    private async Task<bool> ReadAsync(WaitingQuestion question, ICallObserver? observer, CancellationToken cancellation, CancellationToken stopping)
    {
        if (SharedEventSource.RunningFor(folder) is { } running)
        {
            return await running.TryReadAsync(observer, cancellation).ConfigureAwait(false);
        }

        if (openQueue is null || EventReaderTurn.TryAcquireBriefly(folder) is not { } turn)
        {
            return false;
        }

        using (turn)
        using (QueueEventSource queue = openQueue())
        {
            await ReadQueueAsync(question, queue, observer, cancellation, stopping).ConfigureAwait(false);
        }

        return true;
    }

    private async Task ReadQueueAsync(
        WaitingQuestion question, QueueEventSource queue, ICallObserver? observer, CancellationToken cancellation, CancellationToken stopping)
    {
        await queue.StartAsync(observer, cancellation).ConfigureAwait(false);
        queue.Quicken();
        try
        {
            while (!question.IsAnswered && await NextUnlessWantedAsync(queue, observer, cancellation).ConfigureAwait(false) is { } events)
            {
                bool holdsQuestions = board.HoldsQuestions();
                foreach (PortalEvent item in events)
                {
                    Routing routing = await board.RouteAsync(item, holdsQuestions, cancellation).ConfigureAwait(false);
                    if (routing == Routing.NotForQuestions)
                    {
                        board.Defer(item);
                    }

                    queue.Done(item);
                    if (routing == Routing.Late && latePress is not null)
                    {
                        await latePress.AnswerAsync(item, observer, cancellation).ConfigureAwait(false);
                    }
                }
            }
        }
        finally
        {
            await FarewellAsync(queue, stopping).ConfigureAwait(false);
        }
    }

    /// <summary>The next events; null where somebody wants to handle events, and the turn is to be given back.</summary>
    private async Task<IReadOnlyList<PortalEvent>?> NextUnlessWantedAsync(QueueEventSource queue, ICallObserver? observer, CancellationToken cancellation)
    {
        using CancellationTokenSource givingWay = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task<IReadOnlyList<PortalEvent>> next = queue.NextAsync(observer, givingWay.Token);
        while (!next.IsCompleted)
        {
            await Task.WhenAny(next, Task.Delay(Look, CancellationToken.None)).ConfigureAwait(false);
            if (EventReaderTurn.IsWanted(folder))
            {
                givingWay.Cancel();
                break;
            }
        }

        try
        {
            return await next.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>What the portal does not hear now comes again, and is known by its number then.</summary>
    private static async Task FarewellAsync(QueueEventSource queue, CancellationToken stopping)
    {
        using CancellationTokenSource limit = new(FarewellTime);
        using CancellationTokenRegistration hurry = stopping.Register(() => limit.CancelAfter(HastyFarewellTime));
        try
        {
            await queue.FinishAsync(null, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is B24Exception or OperationCanceledException)
        {
            // As said above.
        }
    }
}
