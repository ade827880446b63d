using System.Collections.Concurrent;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Handlers;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>The tasks of a bot's calls, which don't run on the pipeline thread. A bot that is stopping waits for them.</summary>
internal sealed class CallTasks(ICallObserver observer)
{
    private readonly ConcurrentDictionary<Task, bool> tasks = new();

    /// <summary>Starts a task. Its errors are reported and never thrown.</summary>
    public async void Run(Func<Task> work)
    {
        Task task = Task.Run(work);
        tasks[task] = true;
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The bot was stopped.
        }
        catch (Exception exception)
        {
            observer.Warn($"A chat command could not be handled: {exception.Message}");
        }
        finally
        {
            tasks.TryRemove(task, out _);
        }
    }

    /// <summary>Completes when all tasks have completed, including those that are started in the meantime.</summary>
    public async Task WhenIdleAsync()
    {
        while (tasks.Keys.ToArray() is { Length: > 0 } open)
        {
            await Task.WhenAll(open).ConfigureAwait(false);
        }
    }

    /// <summary>Waits a short time for tasks that were canceled.</summary>
    public void WaitForStop() => Task.WhenAny(Task.WhenAll(tasks.Keys)).Wait(HandlerWatch.StopTime);
}
