namespace Bitrix24.Imbot.Core.Rest;

/// <summary>What came back over HTTP, before anything is known of its meaning.</summary>
internal sealed class HttpAnswer
{
    public HttpAnswer(int status, string? mediaType, byte[] content, Uri? location, TimeSpan? retryAfter)
    {
        Status = status;
        MediaType = mediaType;
        Content = content;
        Location = location;
        RetryAfter = retryAfter;
    }

    public int Status { get; }

    public string? MediaType { get; }

    public byte[] Content { get; }

    /// <summary>Where a redirect points to.</summary>
    public Uri? Location { get; }

    /// <summary>How long the server asks to wait.</summary>
    public TimeSpan? RetryAfter { get; }
}
