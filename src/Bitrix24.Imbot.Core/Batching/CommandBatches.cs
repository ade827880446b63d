using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Batching;

/// <summary>
/// Any number of commands, 50 a request, in their order. Requests that only read run side by side; one that changes something begins when those before it
/// have ended, and those behind it wait for it, so that the order of the commands is the order of their effects. Used from one thread.
/// </summary>
public sealed class CommandBatches
{
    private readonly BatchCall call;
    private readonly bool halt;
    private readonly CancellationToken cancellation;
    private readonly Dictionary<string, int> requestOfKey = new(StringComparer.Ordinal);
    private readonly List<(BatchCommand Command, TaskCompletionSource<CommandOutcome> Outcome)> waiting = [];
    private readonly List<Task> running = [];
    private Task lastChange = Task.CompletedTask;
    private int requests;
    private volatile bool halted;

    internal CommandBatches(PortalClient client, Secret? botToken, bool halt, ICallObserver? observer, CancellationToken cancellation)
    {
        call = new BatchCall(client, botToken, observer);
        this.halt = halt;
        this.cancellation = cancellation;
    }

    /// <summary>Ends when everything that was sent has ended, well or not.</summary>
    internal Task Idle => Task.WhenAll(running);

    /// <summary>Adds a command; every 50 are sent.</summary>
    /// <returns>Ends with what became of the command.</returns>
    public Task<CommandOutcome> Add(BatchCommand command)
    {
        TaskCompletionSource<CommandOutcome> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Add((Checked(command), outcome));
        if (waiting.Count == BatchLimits.MostCommands)
        {
            SendWaiting();
        }

        return outcome.Task;
    }

    /// <summary>Sends what waits for others to go with.</summary>
    public void SendWaiting()
    {
        if (waiting.Count == 0)
        {
            return;
        }

        (BatchCommand Command, TaskCompletionSource<CommandOutcome> Outcome)[] request = [.. waiting];
        waiting.Clear();
        requests++;
        running.RemoveAll(task => task.IsCompleted);
        bool reads = !halt && request.All(item => item.Command.Refusal is not null || OnlyReads(item.Command));
        Task before = reads ? lastChange : Task.WhenAll([.. running, lastChange]);
        Task work = Task.Run(() => RunAsync(request, before), CancellationToken.None);
        running.Add(work);
        if (!reads)
        {
            lastChange = work;
        }
    }

    private static bool OnlyReads(BatchCommand command) => MethodRepeatability.Of(command.Method!, command.Parameters) == Repeatability.Reads;

    /// <summary>The command, or why it cannot be sent: keys and references are a matter of all commands together.</summary>
    private BatchCommand Checked(BatchCommand command)
    {
        if (command.Refusal is not null)
        {
            return command;
        }

        if (!IsKey(command.Key) || requestOfKey.ContainsKey(command.Key))
        {
            return command.Refused(ErrorKinds.BatchKeyInvalid.With(IsKey(command.Key)
                ? $"The key '{command.Key}' was given to another command already."
                : $"{ShownInput.Of(command.Key)} cannot be the key of a command."));
        }

        requestOfKey.Add(command.Key, requests);
        try
        {
            foreach (string key in BatchReference.KeysIn(BatchQuery.Write(command.Method!, command.Parameters)))
            {
                if (requestOfKey.TryGetValue(key, out int request) && request != requests)
                {
                    return command.Refused(ErrorKinds.BatchReferenceOutOfReach.With(
                        $"Command '{command.Key}' refers to '{key}', which goes with an earlier request."));
                }
            }

            return command;
        }
        catch (B24Exception refusal)
        {
            return command.Refused(refusal);
        }
    }

    private async Task RunAsync((BatchCommand Command, TaskCompletionSource<CommandOutcome> Outcome)[] request, Task before)
    {
        try
        {
            await before.ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            BatchCommand[] commands = [.. request.Select(item => item.Command)];
            IReadOnlyList<CommandOutcome> outcomes = halted
                ? [.. commands.Select(command => new CommandOutcome(command, BatchCall.Halted(command)))]
                : await call.RunAsync(commands, halt, cancellation).ConfigureAwait(false);
            halted |= halt && outcomes.Any(outcome => outcome.Error is not null);
            for (int index = 0; index < request.Length; index++)
            {
                request[index].Outcome.TrySetResult(outcomes[index]);
            }
        }
        catch (OperationCanceledException)
        {
            Array.ForEach(request, item => item.Outcome.TrySetCanceled(CancellationToken.None));
        }
        catch (Exception exception)
        {
            Array.ForEach(request, item => item.Outcome.TrySetException(exception));
        }
    }

    private static bool IsKey(string key) => key.Length > 0
        && key.All(character => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_');
}
