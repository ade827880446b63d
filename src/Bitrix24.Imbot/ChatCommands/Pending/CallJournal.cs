using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.ChatCommands.Pending;

/// <summary>One call and its file. Each change is on disk before anything is done because of it. Safe to use from many threads.</summary>
internal sealed class CallJournal
{
    private readonly CallStore store;
    private readonly IClock clock;
    private readonly object gate = new();
    private TaskCompletionSource<bool> answered = NewSignal();
    private PendingCall call;

    /// <param name="store">Where calls are kept.</param>
    /// <param name="clock">Time.</param>
    /// <param name="call">The call as it is on disk.</param>
    /// <param name="isResumed">Whether an earlier process has taken it.</param>
    public CallJournal(CallStore store, IClock clock, PendingCall call, bool isResumed)
    {
        this.store = store;
        this.clock = clock;
        this.call = call;
        IsResumed = isResumed;
    }

    /// <summary>Whether an earlier process has taken the call. Its events may come a second time.</summary>
    public bool IsResumed { get; }

    public PendingCall Call
    {
        get
        {
            lock (gate)
            {
                return call;
            }
        }
    }

    /// <summary>Changes the call, on disk first.</summary>
    /// <exception cref="B24Exception"><see cref="QuestionErrors.ReplyBoardFailed"/>; nothing has changed then.</exception>
    public void Change(Func<PendingCall, PendingCall> change)
    {
        lock (gate)
        {
            PendingCall changed = change(call);
            if (!ReferenceEquals(changed, call))
            {
                store.Write(changed);
                call = changed;
            }
        }
    }

    /// <summary>Changes the call, and waits as long as the disk refuses it.</summary>
    public Task ChangeAsync(Func<PendingCall, PendingCall> change, ICallObserver observer, CancellationToken cancellation) =>
        new StorageTrouble(clock).RunAsync(() => Change(change), observer, cancellation);

    /// <summary>Keeps an answer.</summary>
    /// <exception cref="B24Exception"><see cref="QuestionErrors.ReplyBoardFailed"/>; the answer is not kept then.</exception>
    public void Keep(PendingAnswer answer) => Change(known => known.EventKeys.Contains(PendingCall.KeyOf(answer.Event)) ? known : known.With(answer));

    /// <summary>Lets go on who waits for an answer. Called when its event is done.</summary>
    public void Signal()
    {
        lock (gate)
        {
            answered.TrySetResult(true);
            answered = NewSignal();
        }
    }

    /// <summary>Waits for an answer.</summary>
    /// <param name="step">What was asked.</param>
    /// <param name="place">Which of its answers, from 0.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Null where the time is over.</returns>
    public async Task<PendingAnswer?> AnswerAsync(string step, int place, TimeSpan patience, CancellationToken cancellation)
    {
        TimeSpan end = clock.Elapsed + patience;
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            while (true)
            {
                Task next;
                lock (gate)
                {
                    next = answered.Task;
                }

                if (AnswerTo(step, place) is { } answer)
                {
                    return answer;
                }

                TimeSpan left = end - clock.Elapsed;
                if (left <= TimeSpan.Zero)
                {
                    return null;
                }

                await Task.WhenAny(next, clock.DelayAsync(left, over.Token)).ConfigureAwait(false);
                cancellation.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            over.Cancel();
        }
    }

    /// <summary>An answer that has been kept; null where there is none.</summary>
    public PendingAnswer? AnswerTo(string step, int place = 0) => Call.Answers.Where(answer => answer.Step == step).Skip(place).FirstOrDefault();

    /// <summary>Removes the call's file. Of a call of an earlier process a short one stays: its events may come again, and must not run it a second time.</summary>
    /// <exception cref="B24Exception"><see cref="QuestionErrors.ReplyBoardFailed"/>.</exception>
    public void Forget()
    {
        if (!IsResumed)
        {
            store.Delete(Call);
        }
    }

    private static TaskCompletionSource<bool> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
