using System.Diagnostics;
using System.Management.Automation;

namespace Bitrix24.Imbot.Pipeline;

/// <summary>
/// Results that come in any order and are written in that of the input, as soon as they are there. When too many wait, the pipeline waits for the oldest.
/// </summary>
/// <typeparam name="TInput">What a result belongs to.</typeparam>
/// <typeparam name="TResult">The result.</typeparam>
internal sealed class PendingResults<TInput, TResult>
{
    /// <summary>Enough to keep all requests that may be under way full, and few enough to be held in memory.</summary>
    private const int MaxWaiting = 5000;

    private const int ProgressId = 25;

    private static readonly TimeSpan ProgressStep = TimeSpan.FromSeconds(1);

    private readonly SafeOutputCmdlet cmdlet;
    private readonly string noun;
    private readonly Action<TInput, Task<TResult>> write;
    private readonly Action hurry;
    private readonly Queue<(TInput Input, Task<TResult> Result)> waiting = new();
    private readonly Stopwatch sinceProgress = Stopwatch.StartNew();
    private int written;
    private bool showsProgress;

    /// <param name="cmdlet">Who writes.</param>
    /// <param name="noun">What the results are of, for people.</param>
    /// <param name="write">Waits for a result and writes it.</param>
    /// <param name="hurry">Called before the pipeline waits for a result.</param>
    public PendingResults(SafeOutputCmdlet cmdlet, string noun, Action<TInput, Task<TResult>> write, Action hurry)
    {
        this.cmdlet = cmdlet;
        this.noun = noun;
        this.write = write;
        this.hurry = hurry;
    }

    /// <summary>Takes a result that will come, and writes what is there.</summary>
    public void Add(TInput input, Task<TResult> result)
    {
        waiting.Enqueue((input, result));
        while (waiting.Count > 0 && (waiting.Count > MaxWaiting || waiting.Peek().Result.IsCompleted))
        {
            WriteOldest();
        }
    }

    /// <summary>Waits for everything and writes it.</summary>
    public void WriteAll()
    {
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

    private void WriteOldest()
    {
        ShowProgress();
        (TInput input, Task<TResult> result) = waiting.Dequeue();
        if (!result.IsCompleted)
        {
            hurry();
        }

        written++;
        write(input, result);
    }

    private void ShowProgress()
    {
        if (sinceProgress.Elapsed >= ProgressStep)
        {
            sinceProgress.Restart();
            showsProgress = true;
            cmdlet.WriteProgress(new ProgressRecord(ProgressId, "Bitrix24", $"{written} {noun} done, {waiting.Count} on their way"));
        }
    }
}
