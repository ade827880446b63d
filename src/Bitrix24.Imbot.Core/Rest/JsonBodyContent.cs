using System.Net;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>Sends a JSON document that contains a file, directly from disk, with a known length.</summary>
internal sealed class JsonBodyContent(JsonBody body, CancellationToken cancellation) : HttpContent
{
    private const long Large = 1 << 20;

    /// <summary>Whether the document is large enough to ask the server before sending it.</summary>
    public bool IsLarge => body.Length > Large;

    /// <summary>Whether the complete document may have been sent. Until then, the portal has an incomplete document and can't execute it.</summary>
    public bool IsSent { get; private set; }

    /// <summary>Why the file couldn't be read; null if it could.</summary>
    public B24Exception? Failure { get; private set; }

    /// <summary>Called after each block.</summary>
    public Action RestartLimit { private get; set; } = static () => { };

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => WriteAsync(stream, cancellation);

#if NET
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        WriteAsync(stream, cancellationToken);
#endif

    private async Task WriteAsync(Stream stream, CancellationToken end)
    {
        await stream.WriteAsync(body.Head, 0, body.Head.Length, end).ConfigureAwait(false);
        try
        {
            await body.Content!.CopyToAsync(stream, RestartLimit, end).ConfigureAwait(false);
        }
        catch (B24Exception exception)
        {
            Failure = exception;
            throw;
        }

        IsSent = true;
        await stream.WriteAsync(body.Tail, 0, body.Tail.Length, end).ConfigureAwait(false);
    }
}
