namespace Bitrix24.Imbot.Emulator.Faults;

/// <summary>What goes wrong with a request.</summary>
public enum FaultKind
{
    /// <summary>Executed; then the connection is closed without a byte of an answer.</summary>
    AnswerLost,

    /// <summary>Not executed; the connection is reset.</summary>
    ResetBefore,

    /// <summary>Executed; then the connection is reset without an answer.</summary>
    ResetAfter,

    /// <summary>Executed at once; the right answer comes after <see cref="Fault.DelayMilliseconds"/>.</summary>
    Delay,

    /// <summary>Not executed; a page of HTML with <see cref="Fault.Status"/> (default 200).</summary>
    Html,

    /// <summary>Executed; Content-Length announces the whole answer, half of it is sent, then the connection is closed.</summary>
    CutBody,

    /// <summary>Executed; half of the JSON, in a complete HTTP answer.</summary>
    HalfJson,

    /// <summary>Executed; text/plain instead of JSON, with <see cref="Fault.Status"/> (default 200).</summary>
    NotJson,

    /// <summary>
    /// Not executed; <see cref="Fault.Status"/> (default 503), with <see cref="Fault.RetryAfter"/> and <see cref="Fault.Error"/> when given.
    /// </summary>
    Status,

    /// <summary>Not executed; 503 QUERY_LIMIT_EXCEEDED as JSON.</summary>
    QueryLimitExceeded,

    /// <summary>Not executed; 429 OPERATION_TIME_LIMIT as JSON.</summary>
    OperationTimeLimit,

    /// <summary>Not executed; OVERLOAD_LIMIT with 401, like every failure of authorization (docs/portal/errors.md, "HTTP statuses"), or <see cref="Fault.Status"/>.</summary>
    OverloadLimit,

    /// <summary>Not executed; redirect (default 302) to <see cref="Fault.Location"/>.</summary>
    Redirect,

    /// <summary>Not executed; 401 expired_token for any token.</summary>
    ExpiredToken,

    /// <summary>
    /// Not executed; no answer until the caller disconnects or <see cref="Fault.DelayMilliseconds"/> passed, then the connection is closed.
    /// </summary>
    Hang,

    /// <summary>As <see cref="Hang"/>, for the token endpoint.</summary>
    HangToken,

    /// <summary>
    /// Message.send with an idempotency key: the key is taken at once, the message is stored and answered only after
    /// <see cref="Fault.DelayMilliseconds"/>; meanwhile a repeat is refused as in flight (docs/portal/messages.md, "Idempotency key").
    /// </summary>
    SlowSend,

    /// <summary>Message.send with an idempotency key: the key is taken, the message is never stored and the connection is closed.</summary>
    UnfinishedSend,
}
