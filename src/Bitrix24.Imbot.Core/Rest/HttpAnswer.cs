namespace Bitrix24.Imbot.Core.Rest;

/// <summary>An HTTP answer that has not been interpreted yet.</summary>
internal sealed class HttpAnswer
{
    public HttpAnswer(int status, byte[] content, Uri? location, TimeSpan? retryAfter)
    {
        Status = status;
        Content = content;
        Location = location;
        RetryAfter = retryAfter;
    }

    public int Status { get; }

    public byte[] Content { get; }

    /// <summary>The target of a redirect.</summary>
    public Uri? Location { get; }

    /// <summary>The wait time that the server asks for.</summary>
    public TimeSpan? RetryAfter { get; }
}
