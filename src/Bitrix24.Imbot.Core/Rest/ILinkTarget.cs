namespace Bitrix24.Imbot.Core.Rest;

/// <summary>Receives the content of a link. Its own errors aren't network errors and are never retried.</summary>
internal interface ILinkTarget
{
    /// <summary>Starts an answer. After a failed attempt, it discards the previous content.</summary>
    /// <param name="name">The file name from the portal, unchanged; null if there is none.</param>
    /// <param name="length">Number of bytes to expect; null if unknown.</param>
    void Begin(string? name, long? length);

    /// <summary>Receives the next bytes.</summary>
    Task WriteAsync(byte[] buffer, int count, CancellationToken cancellation);
}
