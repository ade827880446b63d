namespace Bitrix24.Imbot.Core.Batching;

/// <summary>Batches that are filled piece by piece.</summary>
internal interface IBatches
{
    /// <summary>Completes when no request is in progress.</summary>
    Task Idle { get; }

    /// <summary>Somebody waits for the oldest piece, which goes without waiting for others.</summary>
    void Hurry();

    /// <summary>Nothing more comes: what waits for others is sent as it is.</summary>
    void Complete();
}
