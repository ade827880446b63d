namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>The two ways to call a portal.</summary>
public enum AuthorizationKind
{
    /// <summary>Incoming webhook: the URL contains the code, and a bot token identifies the owner of a bot. Nothing expires.</summary>
    Webhook,

    /// <summary>OAuth application: an access token in <c>auth</c>, which is refreshed with a refresh token.</summary>
    OAuth,
}
