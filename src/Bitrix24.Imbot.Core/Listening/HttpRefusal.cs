namespace Bitrix24.Imbot.Core.Listening;

/// <summary>A request is not served. The connection is closed behind the answer, because where the next request begins is not certain.</summary>
internal sealed class HttpRefusal : Exception
{
    /// <param name="status">The status of the answer.</param>
    /// <param name="reason">Why; the same text for everything that is counted together.</param>
    /// <param name="detail">What else is known of this request.</param>
    public HttpRefusal(int status, string reason, string? detail = null)
        : base(detail is null ? reason : $"{reason}: {detail}")
    {
        Status = status;
        Reason = reason;
    }

    /// <summary>The status of the answer.</summary>
    public int Status { get; }

    /// <summary>Why, without what belongs to this request only.</summary>
    public string Reason { get; }

    /// <summary>Whether the request carried the right token: the portal sent it, does not send it again, and it is lost.</summary>
    public bool IsFromPortal { get; init; }
}
