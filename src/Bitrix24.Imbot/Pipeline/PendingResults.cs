using System.Diagnostics;
using System.Management.Automation;

namespace Bitrix24.Imbot.Pipeline;

/// <summary>
/// Writes results in the order of the input as soon as they are available. If too many results are pending, the pipeline waits for the oldest one.
/// </summary>
/// <typeparam name="TInput">The input of a result.</typeparam>
/// <typeparam name="TResult">The result.</typeparam>
internal sealed class PendingResults<TInput, TResult>
{
    /// <summary>Enough to fill all concurrent requests, and small enough for memory.</summary>
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

    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="noun">The noun for the progress display.</param>
    /// <param name="write">Waits for a result and writes it.</param>
    /// <param name="hurry">Called before the pipeline waits for a result.</param>
    public PendingResults(SafeOutputCmdlet cmdlet, string noun, Action<TInput, Task<TResult>> write, Action hurry)
    {
        this.cmdlet = cmdlet;
        this.noun = noun;
        this.write = write;
        this.hurry = hurry;
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

    /// <summary>Waits for all results and writes them.</summary>
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
            cmdlet.WriteProgress(new ProgressRecord(ProgressId, "Bitrix24", $"{written} {noun} completed, {waiting.Count} pending"));
        }
    }
}
