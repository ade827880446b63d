namespace Bitrix24.Imbot.Core.Rest;

/// <summary>An HTTP answer that has not been interpreted yet.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="content">The content.</param>
/// <param name="location">The target of a redirect.</param>
/// <param name="retryAfter">The wait time that the server asks for.</param>
internal sealed class HttpAnswer(int status, byte[] content, Uri? location, TimeSpan? retryAfter)
{
    public int Status => status;

    public byte[] Content => content;

    public Uri? Location => location;

    public TimeSpan? RetryAfter => retryAfter;
}
