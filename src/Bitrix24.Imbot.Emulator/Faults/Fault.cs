namespace Bitrix24.Imbot.Emulator.Faults;

/// <summary>A fault to inject into requests.</summary>
public sealed record Fault
{
    /// <summary>Creates a fault of a kind for the next requests to a method.</summary>
    public Fault(FaultKind kind, string? method = null, int count = 1)
    {
        Kind = kind;
        Method = method ?? (kind == FaultKind.HangToken ? TokenEndpoint : "*");
        Count = count;
    }

    /// <summary>The name of the token endpoint in faults and in the request log.</summary>
    public const string TokenEndpoint = "oauth/token";

    /// <summary>The kind of fault.</summary>
    public FaultKind Kind { get; }

    /// <summary>
    /// The method of the affected requests, or <c>oauth/token</c>. Letter case doesn't matter, and <c>*</c> matches any characters. <c>*</c> alone
    /// means every API method, but not the token endpoint.
    /// </summary>
    public string Method { get; }

    /// <summary>The number of requests that it affects. A negative number means all requests.</summary>
    public int Count { get; init; }

    /// <summary>The number of matching requests that it skips first.</summary>
    public int Skip { get; init; }

    /// <summary>The HTTP status, if the kind has one.</summary>
    public int? Status { get; init; }

    /// <summary>The value of the Retry-After header: seconds or a date.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>The delay in milliseconds of real time, for kinds that wait.</summary>
    public int? DelayMilliseconds { get; init; }

    /// <summary>The URL to redirect to. If it has no path, the path of the request is used.</summary>
    public string? Location { get; init; }

    /// <summary>The error code of a portal. If it is specified, the response is JSON.</summary>
    public string? Error { get; init; }

    /// <summary>The body that replaces the standard body of the kind.</summary>
    public string? Body { get; init; }

    /// <summary>The content type that replaces the standard one of the kind.</summary>
    public string? ContentType { get; init; }

    /// <summary>Whether the portal executes the call. If it is null, this depends on the kind.</summary>
    public bool? Executes { get; init; }

    internal bool IsExecuted => Executes ?? Kind is FaultKind.AnswerLost or FaultKind.ResetAfter or FaultKind.Delay or FaultKind.CutBody
        or FaultKind.HalfJson or FaultKind.NotJson or FaultKind.SlowSend;
}
