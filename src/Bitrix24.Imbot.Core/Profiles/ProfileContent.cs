using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Profiles;

/// <summary>All data that is required to open a session again.</summary>
internal sealed record ProfileContent
{
    public AuthorizationKind Kind { get; init; }

    /// <summary>The portal's base URL.</summary>
    public Uri Portal { get; init; } = null!;

    /// <summary>The complete webhook URL; null for OAuth.</summary>
    public Secret? WebhookAddress { get; init; }

    /// <summary>The application; null for a webhook.</summary>
    public OAuthApplication? Application { get; init; }

    /// <summary>The current tokens; null for a webhook.</summary>
    public TokenPair? Tokens { get; init; }

    /// <summary>The previous tokens.</summary>
    public TokenPair? PreviousTokens { get; init; }

    public long? BotId { get; init; }

    public Secret? BotToken { get; init; }

    /// <summary>The computer and user that saved the profile.</summary>
    public string Account { get; init; } = string.Empty;

    public DateTimeOffset SavedAt { get; init; }

    /// <summary>The connection settings of the session.</summary>
    public TransportOptions Transport { get; init; } = TransportOptions.Default;

    /// <summary>Whether this content was written to replace the other one. The tokens decide; if there are none, the dates decide.</summary>
    public bool Follows(ProfileContent other) =>
        Kind != other.Kind || Portal != other.Portal || Application?.ClientId != other.Application?.ClientId || Tokens is null || other.Tokens is null
        || Tokens.IsSameGrant(other.Tokens)
            ? SavedAt >= other.SavedAt
            : PreviousTokens?.IsSameGrant(other.Tokens) ?? false;
}
