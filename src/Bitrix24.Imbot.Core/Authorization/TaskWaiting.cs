namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>Waiting for work that others wait for, too.</summary>
internal static class TaskWaiting
{
    /// <summary>Waits for a shared task; cancelling ends this wait only, not the task. (.NET's own <c>WaitAsync</c> is missing on .NET Framework.)</summary>
    public static async Task WaitUntilCanceledAsync(this Task shared, CancellationToken cancellation)
    {
        if (!shared.IsCompleted && cancellation.CanBeCanceled)
        {
            TaskCompletionSource<bool> canceled = new(TaskCreationOptions.RunContinuationsAsynchronously);
            using (cancellation.Register(() => canceled.TrySetResult(true)))
            {
                if (await Task.WhenAny(shared, canceled.Task).ConfigureAwait(false) != shared)
                {
                    // The error of a refresh that nobody waits for any more is no unobserved one.
                    _ = shared.ContinueWith(task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
                    cancellation.ThrowIfCancellationRequested();
                }
            }
        }

        await shared.ConfigureAwait(false);
    }
}
