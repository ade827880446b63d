using Bitrix24.Imbot.Core.Authorization;

namespace Bitrix24.Imbot.Core.Batching;

/// <summary>What a portal takes in one batch.</summary>
internal static class BatchLimits
{
    /// <summary>Commands in one request; those behind them would be refused one by one.</summary>
    public const int MostCommands = 50;

    /// <summary>A batch in a batch, and whatever carries a file, is not let in (docs/portal/limits-and-batch.md, "Batch commands").</summary>
    public static bool Allows(MethodName method) =>
        method.Text.ToLowerInvariant() is not ("batch" or "upload" or "download")
        && !method.Text.EndsWith(".File.upload", StringComparison.OrdinalIgnoreCase)
        && !method.Text.EndsWith(".File.download", StringComparison.OrdinalIgnoreCase);
}
