namespace Bitrix24.Imbot.Core.Rest;

/// <summary>Takes what stands behind a link. Its own errors are not those of the network, and nothing is repeated after them.</summary>
internal interface ILinkTarget
{
    /// <summary>An answer begins, the first one or one after a broken one; what came before is void.</summary>
    /// <param name="name">The name that the portal gives the file, as it came; null where it gives none.</param>
    /// <param name="length">Bytes that will come; null where that is not told.</param>
    void Begin(string? name, long? length);

    /// <summary>Takes the next bytes.</summary>
    Task WriteAsync(byte[] buffer, int count, CancellationToken cancellation);
}
