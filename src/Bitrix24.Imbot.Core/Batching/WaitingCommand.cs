using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Core.Batching;

/// <summary>A command that has not been sent yet, with what decides about its way to the portal.</summary>
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

    /// <summary>The keys of the commands before it, among the same 50, to whose results it refers.</summary>
    public IReadOnlyCollection<string> References { get; }

    /// <summary>Whether the portal could alter a text of it in a batch.</summary>
    public bool MayBeAltered { get; }

    /// <summary>Whether it changes nothing, by what is known of its method; a name alone doesn't prove it.</summary>
    public bool IsReadOnly { get; }

    /// <summary>Ends with what became of it.</summary>
    public TaskCompletionSource<CommandOutcome> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
