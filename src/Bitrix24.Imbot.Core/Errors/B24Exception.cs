namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Every error of this library. It never changes. Its message, its properties and its inner exceptions hold no secret, and its own texts no characters that act on a terminal.</summary>
public sealed class B24Exception : Exception
{
    private readonly string? portalCode;
    private readonly string? portalMessage;
    private readonly string? earlierTrace;

    internal B24Exception(ErrorKind kind, string message, Exception? inner = null)
        : base(ShownText.From(message), inner)
    {
        Kind = kind;
    }

    /// <summary>The same failure where more is known of it, such as the number of attempts. An initializer says what.</summary>
    internal B24Exception(B24Exception failure)
        : this(failure, failure.Kind, failure.Message, failure.InnerException)
    {
        earlierTrace = failure.StackTrace;
        AdviceOf = failure.AdviceOf;
        Recommendation = failure.Recommendation;
    }

    /// <summary>The failure as it is reported further up, with every fact of it. It becomes the inner exception.</summary>
    internal B24Exception(B24Exception failure, ErrorKind kind, string message)
        : this(failure, kind, message, failure)
    {
    }

    private B24Exception(B24Exception failure, ErrorKind kind, string message, Exception? inner)
        : this(kind, message, inner)
    {
        portalCode = failure.portalCode;
        portalMessage = failure.portalMessage;
        HttpStatus = failure.HttpStatus;
        Method = failure.Method;
        Attempts = failure.Attempts;
        Outcome = failure.Outcome;
        Content = failure.Content;
        RetryAfter = failure.RetryAfter;
    }

    /// <summary>The condition, with its stable ID and its advice.</summary>
    public ErrorKind Kind { get; }

    /// <summary>The condition's stable ID.</summary>
    public string ErrorId => Kind.Id;

    /// <summary>What a person does next.</summary>
    public string RecommendedAction => Recommendation ?? Recommend(static kind => kind.Advice);

    /// <summary>Whether the same call may succeed later: the portal is away, overloaded, or answers nonsense, and hasn't refused the call itself.</summary>
    internal bool IsOutage => Kind.Group is ErrorGroup.Connection or ErrorGroup.Timeout or ErrorGroup.Limit or ErrorGroup.Answer && Kind != PortalErrors.PortalBlocked;

    /// <summary>The condition whose advice fits, where that of <see cref="Kind"/> doesn't.</summary>
    internal ErrorKind? AdviceOf { get; init; }

    /// <summary>The advice of a user interface, in its own terms, in place of the neutral one.</summary>
    internal string? Recommendation { get; init; }

    /// <summary>The portal's or the authorization server's own code, such as <c>ACCESS_DENIED</c>; null where none came.</summary>
    public string? PortalCode
    {
        get => portalCode;
        internal init => portalCode = value is null ? null : ShownText.From(value);
    }

    /// <summary>The portal's own words for <see cref="PortalCode"/>; they may change, so decide by the code.</summary>
    public string? PortalMessage
    {
        get => portalMessage;
        internal init => portalMessage = value is null ? null : ShownText.From(value);
    }

    /// <summary>HTTP status of the answer; null where none came.</summary>
    public int? HttpStatus { get; internal init; }

    /// <summary>The REST method that was called; null where the trouble came before any call.</summary>
    public string? Method { get; internal init; }

    /// <summary>How often the call was sent, 0 where it never was.</summary>
    public int Attempts { get; internal init; }

    /// <summary>What is known of the call's effect; null where there was no call.</summary>
    public Outcome? Outcome { get; internal init; }

    /// <summary>An answer that couldn't be read; null where there was none, or it doesn't matter.</summary>
    internal byte[]? Content { get; init; }

    /// <summary>How long the server asks to wait (<c>Retry-After</c>); null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; internal init; }

    /// <inheritdoc />
    public override string? StackTrace => earlierTrace is null ? base.StackTrace : $"{earlierTrace}{Environment.NewLine}{base.StackTrace}".TrimEnd();

    /// <summary>What a person does next.</summary>
    /// <param name="adviceOf">The advice of a condition, in the terms of a user interface.</param>
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

    /// <summary>Advice where nothing depends on whether the call was executed.</summary>
    internal static string WithoutLookFirst(string advice) => advice.Replace(ConnectionErrors.LookFirst, string.Empty).Trim();
}
