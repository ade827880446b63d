using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Batching;

/// <summary>A command that has not been sent yet, with what decides about its way to the portal.</summary>
internal sealed class WaitingCommand
{
    public WaitingCommand(BatchCommand command, IReadOnlyCollection<string> references, bool mayBeAltered)
    {
        Command = command;
        References = references;
        MayBeAltered = mayBeAltered;
        OnlyReads = command.Refusal is not null || MethodRepeatability.Of(command.Method!, command.Parameters) == Repeatability.Reads;
    }

    public BatchCommand Command { get; }

    /// <summary>The keys of the commands before it, among the same 50, to whose results it refers.</summary>
    public IReadOnlyCollection<string> References { get; }

    /// <summary>Whether the portal could alter a text of it in a batch.</summary>
    public bool MayBeAltered { get; }

    /// <summary>Whether it changes nothing, by what is known of its method.</summary>
    public bool OnlyReads { get; }

    /// <summary>Ends with what became of it.</summary>
    public TaskCompletionSource<CommandOutcome> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
