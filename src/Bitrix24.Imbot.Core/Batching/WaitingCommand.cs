using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Core.Batching;

/// <summary>A command that has not been sent yet, with facts about how to send it.</summary>
/// <param name="command">The command.</param>
/// <param name="references">The keys of earlier commands, among the same 50, whose results it refers to.</param>
/// <param name="mayBeAltered">Whether a batch could change a text of the command.</param>
internal sealed class WaitingCommand(BatchCommand command, IReadOnlyCollection<string> references, bool mayBeAltered)
{
    public BatchCommand Command => command;

    public IReadOnlyCollection<string> References => references;

    public bool MayBeAltered => mayBeAltered;

    /// <summary>Whether the command makes no changes, according to the method table. A method's name isn't sufficient.</summary>
    public bool IsReadOnly => command.Refusal is not null || (command.Method!.IsReadOnly && command.Method.Repeatability == Repeatability.Reads);

    /// <summary>Completes with the outcome of the command.</summary>
    public TaskCompletionSource<CommandOutcome> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
