namespace Bitrix24.Imbot.Core.Batching;

/// <summary>One request: a batch, or a call of its own.</summary>
internal sealed class PlannedRequest
{
    public PlannedRequest(IReadOnlyList<WaitingCommand> commands, bool isAlone)
    {
        Commands = commands;
        IsAlone = isAlone;
        IsReadOnly = commands.All(command => command.IsReadOnly);
    }

    public IReadOnlyList<WaitingCommand> Commands { get; }

    /// <summary>Whether its one command is called without a batch.</summary>
    public bool IsAlone { get; }

    public bool IsReadOnly { get; }
}
