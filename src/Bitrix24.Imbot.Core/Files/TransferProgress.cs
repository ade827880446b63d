namespace Bitrix24.Imbot.Core.Files;

/// <summary>Progress of an upload or a download.</summary>
public readonly struct TransferProgress
{
    internal TransferProgress(long done, long? total)
    {
        Done = done;
        Total = total;
    }

    /// <summary>Number of bytes transferred.</summary>
    public long Done { get; }

    /// <summary>Total number of bytes; null if unknown.</summary>
    public long? Total { get; }
}
