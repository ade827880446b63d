namespace Bitrix24.Imbot.Core.Batching;

/// <summary>What a portal takes in one batch.</summary>
internal static class BatchLimits
{
    /// <summary>Commands in one request; those behind them would be refused one by one.</summary>
    public const int MaxCommands = 50;
}
