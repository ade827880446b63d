namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>Waits for shared tasks.</summary>
internal static class TaskWaiting
{
    /// <summary>
    /// Waits for a shared task. Cancellation stops only the wait, not the task. (<c>Task.WaitAsync</c> isn't available on .NET Framework.)
    /// </summary>
    public static async Task WaitUntilCanceledAsync(this Task shared, CancellationToken cancellation)
    {
        if (!shared.IsCompleted && cancellation.CanBeCanceled)
        {
            TaskCompletionSource<bool> canceled = new(TaskCreationOptions.RunContinuationsAsynchronously);
            using (cancellation.Register(() => canceled.TrySetResult(true)))
            {
                if (await Task.WhenAny(shared, canceled.Task).ConfigureAwait(false) != shared)
                {
                    // Observe the exception of a refresh that no caller waits for anymore.
                    _ = shared.ContinueWith(task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
                    cancellation.ThrowIfCancellationRequested();
                }
            }
        }

        await shared.ConfigureAwait(false);
    }
}
