namespace Bitrix24.Imbot.Core.Errors;

/// <summary>
/// The exception type for all errors of this library. It is immutable. Its message, its properties, and its inner exceptions contain no secrets, and
/// its own texts contain no control characters that affect a terminal.
/// </summary>
public sealed class B24Exception : Exception
{
    private readonly string? earlierTrace;

    internal B24Exception(ErrorKind kind, string message, Exception? inner = null)
        : base(ShownText.From(message), inner)
    {
        Kind = kind;
    }

    /// <summary>Copies a failure so that an initializer can add facts, such as the number of attempts.</summary>
    internal B24Exception(B24Exception failure)
        : this(failure, failure.Kind, failure.Message, failure.InnerException)
    {
        earlierTrace = failure.StackTrace;
        AdviceOf = failure.AdviceOf;
        Recommendation = failure.Recommendation;
    }

    /// <summary>Wraps a failure with another kind and message and keeps all its facts. The original becomes the inner exception.</summary>
    internal B24Exception(B24Exception failure, ErrorKind kind, string message)
        : this(failure, kind, message, failure)
    {
    }

    private B24Exception(B24Exception failure, ErrorKind kind, string message, Exception? inner)
        : this(kind, message, inner)
    {
        PortalCode = failure.PortalCode;
        PortalMessage = failure.PortalMessage;
        HttpStatus = failure.HttpStatus;
        Method = failure.Method;
        Attempts = failure.Attempts;
        Outcome = failure.Outcome;
        Content = failure.Content;
        RetryAfter = failure.RetryAfter;
    }

    /// <summary>The error condition, with its stable ID and its advice.</summary>
    public ErrorKind Kind { get; }

    /// <summary>The stable ID of the error condition.</summary>
    public string ErrorId => Kind.Id;

    /// <summary>What the user can do about the error.</summary>
    public string RecommendedAction => Recommendation ?? Recommend(static kind => kind.Advice);

    /// <summary>
    /// Whether the same call may succeed later: the portal is unreachable, overloaded, or returns an unusable answer, but hasn't refused the call.
    /// </summary>
    internal bool IsOutage => Kind.Group is ErrorGroup.Connection or ErrorGroup.Timeout or ErrorGroup.Limit or ErrorGroup.Answer && Kind != PortalErrors.PortalBlocked;

    /// <summary>The condition to take the advice from if that of <see cref="Kind"/> doesn't fit.</summary>
    internal ErrorKind? AdviceOf { get; init; }

    /// <summary>Advice in the terms of a user interface. Replaces the neutral advice.</summary>
    internal string? Recommendation { get; init; }

    /// <summary>The error code from the portal or the authorization server, such as <c>ACCESS_DENIED</c>; null if there is none.</summary>
    public string? PortalCode
    {
        get;
        internal init => field = value is null ? null : ShownText.From(value);
    }

    /// <summary>The portal's description of <see cref="PortalCode"/>. The text can change, so make decisions based on the code.</summary>
    public string? PortalMessage
    {
        get;
        internal init => field = value is null ? null : ShownText.From(value);
    }

    /// <summary>HTTP status of the answer; null if there was no answer.</summary>
    public int? HttpStatus { get; internal init; }

    /// <summary>The REST method that was called; null if the error occurred before a call.</summary>
    public string? Method { get; internal init; }

    /// <summary>The number of times that the call was sent; 0 if it was never sent.</summary>
    public int Attempts { get; internal init; }

    /// <summary>What is known about the effect of the call; null if there was no call.</summary>
    public Outcome? Outcome { get; internal init; }

    /// <summary>The content of an answer that couldn't be read; null if there is none or it isn't relevant.</summary>
    internal byte[]? Content { get; init; }

    /// <summary>The wait time that the server asks for (<c>Retry-After</c>); null if it doesn't specify one.</summary>
    public TimeSpan? RetryAfter { get; internal init; }

    /// <inheritdoc />
    public override string? StackTrace => earlierTrace is null ? base.StackTrace : $"{earlierTrace}{Environment.NewLine}{base.StackTrace}".TrimEnd();

    /// <summary>Composes what the user can do about the error.</summary>
    /// <param name="adviceOf">Returns the advice for a condition in the terms of a user interface.</param>
    internal string Recommend(Func<ErrorKind, string> adviceOf)
    {
        string own = adviceOf(AdviceOf ?? Kind);
        return (Outcome, InnerException) switch
        {
            (Errors.Outcome.Unknown, B24Exception cause) =>
                $"{(Kind == cause.Kind ? ConnectionErrors.LookFirst : own)} {WithoutLookFirst(adviceOf(cause.AdviceOf ?? cause.Kind))}".TrimEnd(),
            (Errors.Outcome.Unknown, _) when Kind == PortalErrors.PortalRefused => $"{ConnectionErrors.LookFirst} {own}",
            _ => own,
        };
    }

    /// <summary>The advice without the hint to check the portal first, for failures where it doesn't matter whether the call was executed.</summary>
    internal static string WithoutLookFirst(string advice) => advice.Replace(ConnectionErrors.LookFirst, string.Empty).Trim();
}
