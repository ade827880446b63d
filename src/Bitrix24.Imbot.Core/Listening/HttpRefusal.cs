namespace Bitrix24.Imbot.Core.Listening;

/// <summary>A request is not served. The connection is closed behind the answer, because where the next request begins is not certain.</summary>
internal sealed class HttpRefusal : Exception
{
    public HttpRefusal(int status, string reason)
        : base(reason)
    {
        Status = status;
    }

    /// <summary>The status of the answer.</summary>
    public int Status { get; }
}
