namespace Bitrix24.Imbot.Core.Listening;

/// <summary>A request is refused. The connection is closed after the answer, because the beginning of the next request is uncertain.</summary>
/// <param name="status">The status of the answer.</param>
/// <param name="reason">The reason; the same text for all requests that are counted together.</param>
/// <param name="detail">Details of this request.</param>
internal sealed class HttpRefusal(int status, string reason, string? detail = null)
    : Exception(detail is null ? reason : $"{reason}: {detail}")
{
    public int Status { get; } = status;

    /// <summary>The reason without the details of this request.</summary>
    public string Reason { get; } = reason;

    /// <summary>
    /// Whether the request contained the correct token. Then it came from the portal, which doesn't send it again, and its event is lost.
    /// </summary>
    public bool IsFromPortal { get; init; }
}
