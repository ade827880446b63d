namespace Bitrix24.Imbot.Core.Batching;

/// <summary>
/// Divides up to 50 commands into requests. A command with a text that a batch could change becomes a separate call, in its place. Commands that are
/// connected by a reference stay in one batch, together with those between them.
/// </summary>
internal sealed class BatchPlan
{
    /// <param name="commands">The commands, at most <see cref="BatchLimits.MaxCommands"/>.</param>
    /// <param name="inOrder">Whether the commands must run in order.</param>
    public BatchPlan(IReadOnlyList<WaitingCommand> commands, bool inOrder)
    {
        bool[] alone = [.. commands.Select(command => command.MayBeAltered)];
        KeepTogether(commands, alone, inOrder);
        AtRisk = [.. commands.Where((command, index) => command.MayBeAltered && !alone[index])];
        IEnumerable<(WaitingCommand Command, bool IsAlone)> planned = commands.Zip(alone, (command, isAlone) => (command, isAlone));
        Requests = Divide(inOrder ? planned : planned.OrderBy(item => item.IsAlone));
    }

    /// <summary>The requests in order.</summary>
    public IReadOnlyList<PlannedRequest> Requests { get; }

    /// <summary>Commands that are sent in a batch although the portal may change their text.</summary>
    public IReadOnlyList<WaitingCommand> AtRisk { get; }

    private static void KeepTogether(IReadOnlyList<WaitingCommand> commands, bool[] alone, bool inOrder)
    {
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        for (int index = 0; index < commands.Count; index++)
        {
            foreach (string key in commands[index].References)
            {
                alone[index] = false;
                if (!places.TryGetValue(key, out int target))
                {
                    // The referenced command can't be sent.
                    continue;
                }

                alone[target] = false;
                if (inOrder)
                {
                    Array.Clear(alone, target, index - target);
                }
            }

            if (commands[index].Command.Refusal is null)
            {
                places[commands[index].Command.Key] = index;
            }
        }
    }

    private static List<PlannedRequest> Divide(IEnumerable<(WaitingCommand Command, bool IsAlone)> planned)
    {
        List<PlannedRequest> requests = [];
        List<WaitingCommand> batch = [];
        foreach ((WaitingCommand command, bool isAlone) in planned)
        {
            if (isAlone)
            {
                requests.Add(new PlannedRequest([command], true));
                batch = [];
                continue;
            }

            if (batch.Count == 0)
            {
                requests.Add(new PlannedRequest(batch, false));
            }

            batch.Add(command);
        }

        return requests;
    }
}
