namespace Bitrix24.Imbot.Core.Batching;

/// <summary>A request: a batch or a separate call.</summary>
internal sealed class PlannedRequest
{
    public PlannedRequest(IReadOnlyList<WaitingCommand> commands, bool isAlone)
    {
        Commands = commands;
        IsAlone = isAlone;
        IsReadOnly = commands.All(command => command.IsReadOnly);
    }

    public IReadOnlyList<WaitingCommand> Commands { get; }

    /// <summary>Whether its only command is called separately.</summary>
    public bool IsAlone { get; }

    public bool IsReadOnly { get; }
}
