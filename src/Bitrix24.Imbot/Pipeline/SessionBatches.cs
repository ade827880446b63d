using System.Diagnostics;
using Bitrix24.Imbot.Core.Batching;

namespace Bitrix24.Imbot.Pipeline;

/// <summary>
/// The batches of one session after another. Results arrive in any order and are written in the order of the input, as soon as possible. If too many are pending, the
/// pipeline waits for the oldest one.
/// </summary>
internal sealed class SessionBatches<TBatches, TInput, TResult>(
    SafeOutputCmdlet cmdlet, string noun, Func<B24Session, TBatches> open, Action<B24Session, TInput, Task<TResult>> write)
    where TBatches : class, IBatches
{
    /// <summary>Enough to fill all concurrent requests, and small enough for memory.</summary>
    private const int MaxWaiting = 5000;

    private const int ProgressId = 25;

    private static readonly TimeSpan ProgressStep = TimeSpan.FromSeconds(1);

    private readonly Queue<(TInput Input, Task<TResult> Result)> waiting = new();
    private readonly Stopwatch sinceProgress = Stopwatch.StartNew();
    private TBatches? batches;
    private B24Session? session;
    private int written;
    private bool showsProgress;

    public TBatches For(B24Session wanted)
    {
        if (batches is null || !ReferenceEquals(session, wanted))
        {
            // Finish the commands of the previous session first.
            Complete();
            batches = open(wanted);
            session = wanted;
        }

        return batches;
    }

    /// <summary>Adds a pending result, and writes the results that are available.</summary>
    public void Add(TInput input, Task<TResult> result)
    {
        waiting.Enqueue((input, result));
        while (waiting.Count > 0 && (waiting.Count > MaxWaiting || waiting.Peek().Result.IsCompleted))
        {
            WriteOldest();
        }
    }

    /// <summary>Sends the remaining commands, waits for all results, and writes them.</summary>
    public void Complete()
    {
        batches?.Complete();
        while (waiting.Count > 0)
        {
            WriteOldest();
        }

        if (showsProgress)
        {
            cmdlet.WriteProgress(new ProgressRecord(ProgressId, "Bitrix24", noun) { RecordType = ProgressRecordType.Completed });
            showsProgress = false;
        }
    }

    /// <summary>Waits until no request is in progress, and writes nothing.</summary>
    public void WaitUntilIdle() => batches?.Idle.Wait();

    private void WriteOldest()
    {
        ShowProgress();
        (TInput input, Task<TResult> result) = waiting.Dequeue();
        if (!result.IsCompleted)
        {
            batches!.Hurry();
        }

        written++;
        write(session!, input, result);
    }

    private void ShowProgress()
    {
        if (sinceProgress.Elapsed >= ProgressStep)
        {
            sinceProgress.Restart();
            showsProgress = true;
            cmdlet.WriteProgress(new ProgressRecord(ProgressId, "Bitrix24", $"{written} {noun} completed, {waiting.Count} pending"));
        }
    }
}
