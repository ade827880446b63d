namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Every error of this library. Its message, its properties and its inner exceptions hold no secret, and its own texts no characters that act on a terminal.</summary>
public sealed class B24Exception : Exception
{
    private readonly string? portalCode;
    private readonly string? portalMessage;

    internal B24Exception(ErrorKind kind, string message, Exception? inner = null)
        : base(ShownText.Of(message), inner)
    {
        Kind = kind;
    }

    /// <summary>The condition, with its stable id and its advice.</summary>
    public ErrorKind Kind { get; }

    /// <summary>The condition's stable id.</summary>
    public string ErrorId => Kind.Id;

    /// <summary>What a person does next.</summary>
    public string RecommendedAction => Advice ?? (Outcome, InnerException) switch
    {
        (Errors.Outcome.Unknown, B24Exception cause) =>
            $"{(Kind == cause.Kind ? ConnectionErrors.LookFirst : Kind.Advice)} {cause.Kind.Advice.Replace(ConnectionErrors.LookFirst, string.Empty).Trim()}".TrimEnd(),
        (Errors.Outcome.Unknown, _) when Kind == PortalErrors.PortalRefused => $"{ConnectionErrors.LookFirst} {Kind.Advice}",
        _ => Kind.Advice,
    };

    /// <summary>Whether the same call may succeed later: the portal is away, overloaded, or answers nonsense, and hasn't refused the call itself.</summary>
    internal bool IsOutage => Kind.Group is ErrorGroup.Connection or ErrorGroup.Timeout or ErrorGroup.Limit or ErrorGroup.Answer && Kind != PortalErrors.PortalBlocked;

    /// <summary>Takes the place of the advice of the kind, where that does not fit; null where it does.</summary>
    internal string? Advice { get; set; }

    /// <summary>The portal's or the authorization server's own code, such as <c>ACCESS_DENIED</c>; null where none came.</summary>
    public string? PortalCode
    {
        get => portalCode;
        internal init => portalCode = value is null ? null : ShownText.Of(value);
    }

    /// <summary>The portal's own words for <see cref="PortalCode"/>; they may change, so decide by the code.</summary>
    public string? PortalMessage
    {
        get => portalMessage;
        internal init => portalMessage = value is null ? null : ShownText.Of(value);
    }

    /// <summary>HTTP status of the answer; null where none came.</summary>
    public int? HttpStatus { get; internal init; }

    /// <summary>The REST method that was called; null where the trouble came before any call.</summary>
    public string? Method { get; internal set; }

    /// <summary>How often the call was sent, 0 where it never was.</summary>
    public int Attempts { get; internal set; }

    /// <summary>What is known of the call's effect; null where there was no call.</summary>
    public Outcome? Outcome { get; internal init; }

    /// <summary>An answer that couldn't be read; null where there was none, or it doesn't matter.</summary>
    internal byte[]? Content { get; init; }

    /// <summary>How long the server asks to wait (<c>Retry-After</c>); null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; internal init; }
}
