namespace Bitrix24.Imbot.Emulator.Faults;

/// <summary>The kinds of faults.</summary>
public enum FaultKind
{
    /// <summary>Executed. Then the connection is closed before any part of the response is sent.</summary>
    AnswerLost,

    /// <summary>Not executed. The connection is reset.</summary>
    ResetBefore,

    /// <summary>Executed. Then the connection is reset without a response.</summary>
    ResetAfter,

    /// <summary>Executed immediately; the correct response arrives after <see cref="Fault.DelayMilliseconds"/>.</summary>
    Delay,

    /// <summary>Not executed. The response is an HTML page with <see cref="Fault.Status"/> (default 200).</summary>
    Html,

    /// <summary>Executed. Content-Length is the length of the complete body, but the connection is closed after half of it.</summary>
    CutBody,

    /// <summary>Executed. The response contains only half of the JSON, but is complete HTTP.</summary>
    HalfJson,

    /// <summary>Executed. The response is text/plain instead of JSON, with <see cref="Fault.Status"/> (default 200).</summary>
    NotJson,

    /// <summary>
    /// Not executed. The response has <see cref="Fault.Status"/> (default 503), and <see cref="Fault.RetryAfter"/> and <see cref="Fault.Error"/> if
    /// specified.
    /// </summary>
    Status,

    /// <summary>Not executed. The response is 503 QUERY_LIMIT_EXCEEDED as JSON.</summary>
    QueryLimitExceeded,

    /// <summary>Not executed. The response is 429 OPERATION_TIME_LIMIT as JSON.</summary>
    OperationTimeLimit,

    /// <summary>
    /// Not executed. The response is OVERLOAD_LIMIT with <see cref="Fault.Status"/>. The default is 401, as for all authorization errors
    /// (docs/portal/errors.md, "HTTP statuses").
    /// </summary>
    OverloadLimit,

    /// <summary>Not executed. The response redirects to <see cref="Fault.Location"/> (default status 302).</summary>
    Redirect,

    /// <summary>Not executed. The response is 401 expired_token for any token.</summary>
    ExpiredToken,

    /// <summary>
    /// Not executed. No response is sent until the caller disconnects or <see cref="Fault.DelayMilliseconds"/> have passed. Then the connection is
    /// closed.
    /// </summary>
    Hang,

    /// <summary>Like <see cref="Hang"/>, but for the token endpoint.</summary>
    HangToken,

    /// <summary>
    /// For Message.send with an idempotency key. The key is reserved immediately, but the message is stored and answered only after
    /// <see cref="Fault.DelayMilliseconds"/>; until then, a repeat is refused because the first attempt is in progress
    /// (docs/portal/messages.md, "Idempotency key").
    /// </summary>
    SlowSend,

    /// <summary>
    /// For Message.send with an idempotency key. The key is reserved, but the message is never stored, and the connection is closed.
    /// </summary>
    UnfinishedSend,
}
