namespace Bitrix24.Imbot.Core.Files;

/// <summary>How far a file is sent or fetched.</summary>
public readonly struct TransferProgress
{
    internal TransferProgress(long done, long? total)
    {
        Done = done;
        Total = total;
    }

    /// <summary>Bytes that went over.</summary>
    public long Done { get; }

    /// <summary>Bytes in all; null where that is not known.</summary>
    public long? Total { get; }
}
