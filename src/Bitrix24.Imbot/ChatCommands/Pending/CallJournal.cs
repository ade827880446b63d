using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.ChatCommands.Pending;

/// <summary>A call and its file. Each change is written to disk before it takes effect. Thread-safe.</summary>
internal sealed class CallJournal(CallStore store, ICallObserver observer, IClock clock, PendingCall kept, bool isResumed)
{
    /// <summary>A timer of .NET Framework can't wait longer than 24 days.</summary>
    private static readonly TimeSpan MaxDelay = TimeSpan.FromDays(1);

    private readonly object gate = new();
    private volatile TaskCompletionSource<bool> answered = NewSignal();
    private volatile PendingCall call = kept;
    private bool isForgotten;

    /// <summary>Whether an earlier process accepted the call. Its events can be delivered again.</summary>
    public bool IsResumed { get; } = isResumed;

    public PendingCall Call => call;

    /// <summary>The number of answers that were added. It never decreases.</summary>
    public int AnswerCount { get; private set; }

    /// <summary>Changes the call, on disk first. A call that was forgotten can't be changed: a run that doesn't stop must not create its file again.</summary>
    /// <exception cref="B24Exception"><see cref="QuestionErrors.ReplyBoardFailed"/>. The call is unchanged.</exception>
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

    /// <summary>Changes the call, and retries while the file can't be written.</summary>
    public Task ChangeAsync(Func<PendingCall, PendingCall> change, CancellationToken cancellation) =>
        new StorageTrouble(clock).RunAsync(() => Change(change), observer, cancellation);

    /// <exception cref="B24Exception"><see cref="QuestionErrors.ReplyBoardFailed"/>. The answer was not added.</exception>
    public void AddAnswer(PendingAnswer answer)
    {
        Change(known => known.EventKeys.Contains(PendingCall.KeyOf(answer.Event)) ? known : known.With(answer));
        lock (gate)
        {
            AnswerCount++;
        }
    }

    /// <summary>Wakes the code that waits for an answer. Called when the event of the answer is done.</summary>
    public void Signal() => Interlocked.Exchange(ref answered, NewSignal()).SetResult(true);

    /// <returns>Null on timeout.</returns>
    public async Task<PendingAnswer?> AnswerAsync(string step, TimeSpan timeout, CancellationToken cancellation) =>
        await WaitAsync(() => AnswerTo(step) is not null, timeout, cancellation).ConfigureAwait(false) ? AnswerTo(step) : null;

    /// <returns>False on timeout.</returns>
    public async Task<bool> WaitAsync(Func<bool> isFulfilled, TimeSpan timeout, CancellationToken cancellation)
    {
        TimeSpan end = clock.Elapsed + timeout;
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            while (true)
            {
                Task next = answered.Task;
                if (isFulfilled())
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

    public PendingAnswer? AnswerTo(string step) => Call.Answers.FirstOrDefault(answer => answer.Step == step);

    /// <summary>Deletes the file of the call. The file of a call from an earlier process stays, because its events can be delivered again and must not run it a second time.</summary>
    public Task ForgetAsync(CancellationToken cancellation) => new StorageTrouble(clock).RunAsync(Forget, observer, cancellation);

    private void Forget()
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
