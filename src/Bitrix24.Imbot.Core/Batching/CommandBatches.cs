using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Batching;

/// <summary>
/// Runs any number of commands in order, 50 per request. A command with a text that a batch could change is sent in a separate call, in its place.
/// Requests that only read run in parallel. A request that makes changes starts after the earlier ones have completed, and later ones wait for it, so
/// that the effects occur in order. Not thread-safe.
/// </summary>
public sealed class CommandBatches : IBatches
{
    /// <summary>Maximum number of parallel requests. A portal accepts this many at once (docs/portal/limits-and-batch.md, "Request rate").</summary>
    private const int MaxInFlight = 50;

    private readonly PortalClient client;
    private readonly Secret? botToken;
    private readonly ICallObserver? observer;
    private readonly BatchCall call;
    private readonly bool halt;
    private readonly CancellationToken cancellation;
    private readonly Dictionary<string, int> groupOfKey = new(StringComparer.Ordinal);
    private readonly List<WaitingCommand> waiting = [];
    private readonly List<Task> running = [];

    // Needs no disposal, because its wait handle is never used.
    private readonly SemaphoreSlim inFlight = new(MaxInFlight);
    private Task lastChange = Task.CompletedTask;
    private int groups;
    private volatile bool halted;

    internal CommandBatches(PortalClient client, Secret? botToken, bool halt, ICallObserver? observer, CancellationToken cancellation)
    {
        this.client = client;
        this.botToken = botToken;
        this.observer = observer;
        call = new BatchCall(client, botToken, observer);
        this.halt = halt;
        this.cancellation = cancellation;
    }

    /// <summary>Completes when all requests have completed, with or without an error.</summary>
    internal Task Idle => Task.WhenAll(running);

    Task IBatches.Idle => Idle;

    void IBatches.Hurry() => SendWaiting();

    void IBatches.Complete() => SendWaiting();

    /// <summary>Adds a command. Every 50 commands are sent.</summary>
    /// <returns>Completes with the outcome of the command.</returns>
    public Task<CommandOutcome> Add(BatchCommand command)
    {
        WaitingCommand added = Checked(command);
        waiting.Add(added);
        if (waiting.Count == BatchLimits.MaxCommands)
        {
            SendWaiting();
        }

        return added.Outcome.Task;
    }

    /// <summary>Sends the waiting commands.</summary>
    public void SendWaiting()
    {
        if (waiting.Count == 0)
        {
            return;
        }

        BatchPlan plan = new([.. waiting], inOrder: halt || !waiting.TrueForAll(command => command.IsReadOnly));
        waiting.Clear();
        groups++;
        foreach (WaitingCommand command in plan.AtRisk)
        {
            observer?.Warn(
                $"Command '{command.Command.Key}' stays in the batch because of a reference between commands, so the portal may change its text. A security filter "
                + "changes text that looks like markup, script, or SQL, and references such as $result[...] are replaced. To send the text unchanged, call the methods separately.");
        }

        foreach (PlannedRequest request in plan.Requests)
        {
            Start(request);
        }
    }

    private void Start(PlannedRequest request)
    {
        running.RemoveAll(task => task.IsCompleted);
        bool reads = !halt && request.IsReadOnly;
        Task before = reads ? lastChange : Task.WhenAll([.. running, lastChange]);
        Task work = Task.Run(() => RunAsync(request, before), CancellationToken.None);
        running.Add(work);
        if (!reads)
        {
            lastChange = work;
        }
    }

    /// <summary>The command, or the reason why it can't be sent. Keys and references depend on all commands together.</summary>
    private WaitingCommand Checked(BatchCommand command)
    {
        if (command.Refusal is not null)
        {
            return Refused(command);
        }

        if (!IsKey(command.Key) || groupOfKey.ContainsKey(command.Key))
        {
            return Refused(command.Refused(BatchErrors.BatchKeyInvalid.With(IsKey(command.Key)
                ? $"The key '{command.Key}' is already used for another command."
                : $"{ShownInput.Quote(command.Key)} is not a valid key.")));
        }

        HashSet<string> references = new(StringComparer.Ordinal);
        try
        {
            foreach (string key in BatchReference.KeysIn(BatchQuery.Write(command.Method!, command.Parameters)))
            {
                if (groupOfKey.TryGetValue(key, out int group))
                {
                    references.Add(group == groups
                        ? key
                        : throw BatchErrors.BatchReferenceOutOfReach.With($"Command '{command.Key}' refers to '{key}', which belongs to an earlier request."));
                }
            }

            bool isUnchanged = call.KeepsToken(command.Method!) && BatchableText.AreUnchanged(command.Parameters, references);
            return new WaitingCommand(command, references, command.Method!.IsBatchable && !isUnchanged);
        }
        catch (B24Exception refusal)
        {
            return Refused(command.Refused(refusal));
        }
        finally
        {
            groupOfKey.Add(command.Key, groups);
        }
    }

    private static WaitingCommand Refused(BatchCommand command) => new(command, [], mayBeAltered: false);

    private async Task RunAsync(PlannedRequest request, Task before)
    {
        try
        {
            await before.ConfigureAwait(false);
            await inFlight.WaitAsync(cancellation).ConfigureAwait(false);
            IReadOnlyList<CommandOutcome> outcomes;
            try
            {
                cancellation.ThrowIfCancellationRequested();
                outcomes = await OutcomesOfAsync(request).ConfigureAwait(false);
            }
            finally
            {
                inFlight.Release();
            }

            halted |= halt && outcomes.Any(outcome => outcome.Error is not null);
            for (int index = 0; index < outcomes.Count; index++)
            {
                request.Commands[index].Outcome.TrySetResult(outcomes[index]);
            }
        }
        catch (OperationCanceledException)
        {
            ForAll(request, outcome => outcome.TrySetCanceled(CancellationToken.None));
        }
        catch (Exception exception)
        {
            ForAll(request, outcome => outcome.TrySetException(exception));
        }
    }

    private async Task<IReadOnlyList<CommandOutcome>> OutcomesOfAsync(PlannedRequest request)
    {
        BatchCommand[] commands = [.. request.Commands.Select(item => item.Command)];
        if (halted)
        {
            return [.. commands.Select(command => new CommandOutcome(command, BatchCall.Halted(command)))];
        }

        return request.IsAlone
            ? [await CallAloneAsync(commands[0]).ConfigureAwait(false)]
            : await call.RunAsync(commands, halt, cancellation).ConfigureAwait(false);
    }

    private async Task<CommandOutcome> CallAloneAsync(BatchCommand command)
    {
        try
        {
            PortalAnswer answer = await client.CallAsync(command.Method!, command.Parameters, botToken, observer, cancellation).ConfigureAwait(false);
            return new CommandOutcome(command, answer.Result);
        }
        catch (B24Exception error)
        {
            return new CommandOutcome(command, error);
        }
    }

    private static void ForAll(PlannedRequest request, Action<TaskCompletionSource<CommandOutcome>> end)
    {
        foreach (WaitingCommand command in request.Commands)
        {
            end(command.Outcome);
        }
    }

    private static bool IsKey(string key) => key.Length > 0
        && key.All(character => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_');
}
