using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Replies;

/// <summary>
/// Waits for the answer to a question from the reader of the bot's events, in this or another process. If there is no reader, it reads the events
/// itself, unless they are pushed (<paramref name="openQueue"/> is null). Events that answer no question are saved to disk before they are confirmed
/// to the portal.
/// </summary>
internal sealed class AnswerWait(string folder, Func<QueueEventSource>? openQueue, LatePress latePress)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Maximum time to confirm events to the portal. Unconfirmed events are delivered again.</summary>
    private static readonly TimeSpan ConfirmTime = TimeSpan.FromSeconds(5);

    /// <summary>The same after Ctrl+C, when a person waits for the prompt.</summary>
    private static readonly TimeSpan StopTime = TimeSpan.FromMilliseconds(150);

    private readonly QuestionBoard board = new(folder);

    /// <returns>The event that is the answer; null if the time limit expired.</returns>
    /// <exception cref="B24Exception">The errors of reading events, and <see cref="QuestionErrors.ReplyBoardFailed"/>.</exception>
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
                    if (routing == Routing.Late)
                    {
                        await latePress.AnswerAsync(item, observer, cancellation).ConfigureAwait(false);
                    }
                }
            }
        }
        finally
        {
            await ConfirmAsync(queue, stopping).ConfigureAwait(false);
        }
    }

    /// <summary>The next events; null if another process wants to handle events and the lock must be released.</summary>
    private async Task<IReadOnlyList<PortalEvent>?> NextUnlessWantedAsync(QueueEventSource queue, ICallObserver? observer, CancellationToken cancellation)
    {
        using CancellationTokenSource releasing = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task<IReadOnlyList<PortalEvent>> next = queue.NextAsync(observer, releasing.Token);
        while (!next.IsCompleted)
        {
            await Task.WhenAny(next, Task.Delay(Look, CancellationToken.None)).ConfigureAwait(false);
            if (EventReaderTurn.IsWanted(folder))
            {
                releasing.Cancel();
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

    /// <summary>Unconfirmed events are delivered again, and are recognized by their number then.</summary>
    private static async Task ConfirmAsync(QueueEventSource queue, CancellationToken stopping)
    {
        using CancellationTokenSource limit = new(ConfirmTime);
        using CancellationTokenRegistration hurry = stopping.Register(() => limit.CancelAfter(StopTime));
        try
        {
            await queue.FinishAsync(null, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is B24Exception or OperationCanceledException)
        {
            // Unconfirmed events are delivered again.
        }
    }
}
