namespace Bitrix24.Imbot.Core.Batching;

/// <summary>Limits of a portal for batches.</summary>
internal static class BatchLimits
{
    /// <summary>Maximum number of commands in a request. The portal refuses each command after that.</summary>
    public const int MaxCommands = 50;
}
