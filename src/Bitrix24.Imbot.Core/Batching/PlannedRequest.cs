namespace Bitrix24.Imbot.Core.Batching;

/// <summary>A request: a batch or a separate call.</summary>
/// <param name="Commands">The commands.</param>
/// <param name="IsAlone">Whether its only command is called separately.</param>
internal sealed record PlannedRequest(IReadOnlyList<WaitingCommand> Commands, bool IsAlone)
{
    public bool IsReadOnly => Commands.All(command => command.IsReadOnly);
}
