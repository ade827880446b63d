using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Profiles;

/// <summary>Everything that is needed to open a session again.</summary>
internal sealed record ProfileContent
{
    public AuthorizationKind Kind { get; init; }

    /// <summary>The portal's base address.</summary>
    public Uri Portal { get; init; } = null!;

    /// <summary>The whole webhook address; null under OAuth.</summary>
    public Secret? WebhookAddress { get; init; }

    /// <summary>The application; null under a webhook.</summary>
    public OAuthApplication? Application { get; init; }

    /// <summary>The newest tokens; null under a webhook.</summary>
    public TokenPair? Tokens { get; init; }

    /// <summary>The pair before the newest one.</summary>
    public TokenPair? PreviousTokens { get; init; }

    public long? BotId { get; init; }

    public Secret? BotToken { get; init; }

    /// <summary>Who saved the profile, as machine and user.</summary>
    public string Account { get; init; } = string.Empty;

    public DateTimeOffset SavedAt { get; init; }

    /// <summary>How the session reaches the portal.</summary>
    public TransportOptions Transport { get; init; } = TransportOptions.Default;

    /// <summary>Whether this was written to replace the other one. Tokens tell for sure; without any the dates decide.</summary>
    public bool Follows(ProfileContent other) =>
        Kind != other.Kind || Portal != other.Portal || Application?.ClientId != other.Application?.ClientId || Tokens is null || other.Tokens is null
        || Tokens.IsSameGrant(other.Tokens)
            ? SavedAt >= other.SavedAt
            : PreviousTokens?.IsSameGrant(other.Tokens) ?? false;
}
