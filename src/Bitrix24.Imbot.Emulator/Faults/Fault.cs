namespace Bitrix24.Imbot.Emulator.Faults;

/// <summary>A fault that waits for a request.</summary>
public sealed record Fault
{
    /// <summary>A fault of a kind for the next request to a method.</summary>
    public Fault(FaultKind kind, string? method = null, int count = 1)
    {
        Kind = kind;
        Method = method ?? (kind == FaultKind.HangToken ? TokenEndpoint : "*");
        Count = count;
    }

    /// <summary>The name of the token endpoint in faults and in the request log.</summary>
    public const string TokenEndpoint = "oauth/token";

    /// <summary>What goes wrong.</summary>
    public FaultKind Kind { get; }

    /// <summary>
    /// The method of the requests, in any case and with <c>*</c> for any characters, or <c>oauth/token</c>.
    /// <c>*</c> alone means every API method and not the token endpoint.
    /// </summary>
    public string Method { get; }

    /// <summary>How many requests it affects; a negative number means all.</summary>
    public int Count { get; init; }

    /// <summary>How many matching requests it skips first.</summary>
    public int Skip { get; init; }

    /// <summary>HTTP status, if the kind has one.</summary>
    public int? Status { get; init; }

    /// <summary>Value of the Retry-After header: seconds or a date.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>Milliseconds of real time, for the kinds that wait.</summary>
    public int? DelayMilliseconds { get; init; }

    /// <summary>Where to redirect; an address without a path keeps that of the request.</summary>
    public string? Location { get; init; }

    /// <summary>A portal's error code; the answer is then JSON.</summary>
    public string? Error { get; init; }

    /// <summary>The body to send instead of the kind's.</summary>
    public string? Body { get; init; }

    /// <summary>The content type to send instead of the kind's.</summary>
    public string? ContentType { get; init; }

    /// <summary>Whether the portal executes the call; null means that the kind decides.</summary>
    public bool? Executes { get; init; }

    internal bool IsExecuted => Executes ?? Kind is FaultKind.AnswerLost or FaultKind.ResetAfter or FaultKind.Delay or FaultKind.CutBody
        or FaultKind.HalfJson or FaultKind.NotJson or FaultKind.SlowSend;
}
