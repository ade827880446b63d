namespace Bitrix24.Imbot.Core.Batching;

/// <summary>Batches that are filled gradually.</summary>
internal interface IBatches
{
    /// <summary>Completes when no request is in progress.</summary>
    Task Idle { get; }

    /// <summary>Sends pending commands without waiting for more, because the caller waits for the oldest.</summary>
    void Hurry();

    /// <summary>Sends the remaining commands.</summary>
    void Complete();
}
