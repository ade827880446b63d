using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.ChatCommands.Pending;

/// <summary>One call and its file. Each change is on disk before anything is done because of it. Safe to use from many threads.</summary>
internal sealed class CallJournal
{
    /// <summary>A timer of .NET Framework can't wait for more than 24 days.</summary>
    private static readonly TimeSpan MaxDelay = TimeSpan.FromDays(1);

    private readonly CallStore store;
    private readonly IClock clock;
    private readonly object gate = new();
    private TaskCompletionSource<bool> answered = NewSignal();
    private PendingCall call;
    private bool isForgotten;

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

    /// <summary>How many answers were kept. It only grows.</summary>
    public int KeptCount { get; private set; }

    /// <summary>Changes the call, on disk first. A call that is over and forgotten changes no more: a run that doesn't stop must not bring its file back.</summary>
    /// <exception cref="B24Exception"><see cref="QuestionErrors.ReplyBoardFailed"/>; nothing has changed then.</exception>
    public void Change(Func<PendingCall, PendingCall> change)
    {
        lock (gate)
        {
            PendingCall changed = isForgotten ? call : change(call);
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
    public void Keep(PendingAnswer answer)
    {
        Change(known => known.EventKeys.Contains(PendingCall.KeyOf(answer.Event)) ? known : known.With(answer));
        lock (gate)
        {
            KeptCount++;
        }
    }

    /// <summary>Lets go on who waits for an answer. Called when its event is done.</summary>
    public void Signal()
    {
        lock (gate)
        {
            answered.TrySetResult(true);
            answered = NewSignal();
        }
    }

    /// <summary>Waits for the answer to a question.</summary>
    /// <param name="step">What was asked.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Null where the time is over.</returns>
    public async Task<PendingAnswer?> AnswerAsync(string step, TimeSpan patience, CancellationToken cancellation) =>
        await WaitAsync(() => AnswerTo(step) is not null, patience, cancellation).ConfigureAwait(false) ? AnswerTo(step) : null;

    /// <summary>Waits until answers that were kept bring something about.</summary>
    /// <param name="isThere">Whether it has come about.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>False where the time is over.</returns>
    public async Task<bool> WaitAsync(Func<bool> isThere, TimeSpan patience, CancellationToken cancellation)
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

                if (isThere())
                {
                    return true;
                }

                TimeSpan left = end - clock.Elapsed;
                if (left <= TimeSpan.Zero)
                {
                    return false;
                }

                await Task.WhenAny(next, clock.DelayAsync(left < MaxDelay ? left : MaxDelay, over.Token)).ConfigureAwait(false);
                cancellation.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            over.Cancel();
        }
    }

    /// <summary>An answer that has been kept; null where there is none.</summary>
    public PendingAnswer? AnswerTo(string step) => Call.Answers.FirstOrDefault(answer => answer.Step == step);

    /// <summary>Removes the call's file. Of a call of an earlier process a short one stays: its events may come again, and must not run it a second time.</summary>
    /// <exception cref="B24Exception"><see cref="QuestionErrors.ReplyBoardFailed"/>.</exception>
    public void Forget()
    {
        lock (gate)
        {
            isForgotten = true;
            if (!IsResumed)
            {
                store.Delete(call);
            }
        }
    }

    private static TaskCompletionSource<bool> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
