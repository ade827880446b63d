using System.Collections.Concurrent;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Commands;

/// <summary>Brings what happens in a call, on any thread, to the pipeline thread, the only one that may write.</summary>
internal sealed class CallMessages : ICallObserver
{
    private readonly ConcurrentQueue<(bool IsDebug, string Text)> queue = new();

    // Never asked for its wait handle and therefore not in need of disposal, which the last signal might come after.
    private readonly ManualResetEventSlim news = new();

    public CallMessages(bool wantsBodies)
    {
        WantsBodies = wantsBodies;
    }

    /// <inheritdoc />
    public bool WantsBodies { get; }

    /// <inheritdoc />
    public void Tell(string line) => Put(false, line);

    /// <inheritdoc />
    public void Show(string text) => Put(true, text);

    /// <summary>Writes messages until the task has ended and all are written. The task's own error is left to the caller.</summary>
    public void WriteUntilDone(Task task, Action<string> writeVerbose, Action<string> writeDebug)
    {
        if (!task.IsCompleted)
        {
            task.ContinueWith(
                static (_, state) => ((CallMessages)state!).news.Set(),
                this,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }

        while (true)
        {
            bool done = task.IsCompleted;
            news.Reset();
            while (queue.TryDequeue(out (bool IsDebug, string Text) message))
            {
                (message.IsDebug ? writeDebug : writeVerbose)(message.Text);
            }

            if (done)
            {
                return;
            }

            // Set meanwhile by a message or by the end: the reset above came before the look at the queue and after the look at the task.
            if (!task.IsCompleted)
            {
                news.Wait();
            }
        }
    }

    private void Put(bool isDebug, string text)
    {
        queue.Enqueue((isDebug, text));
        news.Set();
    }
}
