using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Core.Batching;

/// <summary>A command that has not been sent yet, with facts about how to send it.</summary>
internal sealed class WaitingCommand
{
    public WaitingCommand(BatchCommand command, IReadOnlyCollection<string> references, bool mayBeAltered)
    {
        Command = command;
        References = references;
        MayBeAltered = mayBeAltered;
        IsReadOnly = command.Refusal is not null || (command.Method!.IsReadOnly && command.Method.Repeatability == Repeatability.Reads);
    }

    public BatchCommand Command { get; }

    /// <summary>The keys of earlier commands, among the same 50, whose results it refers to.</summary>
    public IReadOnlyCollection<string> References { get; }

    /// <summary>Whether a batch could change a text of the command.</summary>
    public bool MayBeAltered { get; }

    /// <summary>Whether the command makes no changes, according to the method table. A method's name isn't sufficient.</summary>
    public bool IsReadOnly { get; }

    /// <summary>Completes with the outcome of the command.</summary>
    public TaskCompletionSource<CommandOutcome> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
