namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>The two ways to call a portal.</summary>
public enum AuthorizationKind
{
    /// <summary>Incoming webhook: the code is in the address, bots are named by their token; nothing expires.</summary>
    Webhook,

    /// <summary>OAuth application: an access token in <c>auth</c>, refreshed with a refresh token.</summary>
    OAuth,
}
