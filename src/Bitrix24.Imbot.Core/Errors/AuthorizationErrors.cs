namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors of webhooks, access tokens, refresh tokens and scopes.</summary>
public static class AuthorizationErrors
{
    /// <summary>The advice where the authorization server doesn't answer as it should; the advice of what happened is about portals.</summary>
    internal static ErrorKind AuthorizationServerSilent { get; } = new(
        ErrorGroup.Connection,
        "The authorization server did not answer as it should. Check its address, and that this machine can reach it; then connect again. If the server then refuses the code or the refresh token, it was used up: authorize the application again.");

    /// <summary>Something that a refresh needs is missing.</summary>
    public static ErrorKind RefreshDataMissing { get; } = new(
        ErrorGroup.Argument,
        "Connect again with everything that the message names.");

    /// <summary>There is neither a token nor a code nor a store to connect with.</summary>
    public static ErrorKind AuthorizationMissing { get; } = new(
        ErrorGroup.Argument,
        "Give an access token, a refresh token with its scope, or an authorization code; or open a saved profile.");

    /// <summary>The redirect address has no code.</summary>
    public static ErrorKind AuthorizationCodeMissing { get; } = new(
        ErrorGroup.Argument,
        "Give the code, or the whole address to which the portal redirected the browser; it has the form https://.../?code=...&domain=...");

    /// <summary>The code or token belongs to another portal than the one named.</summary>
    public static ErrorKind AuthorizationOfAnotherPortal { get; } = new(
        ErrorGroup.Authentication,
        "Connect to that portal, or authorize the application again on the portal that you want.");

    /// <summary>The authorization server no longer takes the refresh token.</summary>
    public static ErrorKind RefreshTokenRejected { get; } = new(
        ErrorGroup.Authentication,
        "Authorize the application again and connect with the new authorization code. Tokens that are passed do not replace those of a profile, so remove it first.");

    /// <summary>The authorization server does not take the code.</summary>
    public static ErrorKind AuthorizationCodeRejected { get; } = new(
        ErrorGroup.Authentication,
        "Authorize the application once more and pass the new code at once: it lives 30 seconds and works once.");

    /// <summary>The authorization server does not know the application.</summary>
    public static ErrorKind ApplicationRejected { get; } = new(
        ErrorGroup.Authentication,
        "Check the client ID and the client secret against the application's card, and that the application is installed on the portal.");

    /// <summary>The application's or the portal's paid period is over.</summary>
    public static ErrorKind PaymentRequired { get; } = new(
        ErrorGroup.Permission,
        "The trial or paid period of the application is over, or the application was removed; renew it on the portal.");

    /// <summary>The authorization server refused for another reason.</summary>
    public static ErrorKind TokenRequestRefused { get; } = new(
        ErrorGroup.Authentication,
        "Check scope, client id and client secret against the application's card, then authorize the application again.");

    /// <summary>The access token has expired and there is nothing to refresh it with.</summary>
    public static ErrorKind AccessTokenExpired { get; } = new(
        ErrorGroup.Authentication,
        "Connect with a refresh token and its scope as well, so that the session can renew the access token, or with a new access token.");

    /// <summary>The portal called a token expired that had just been granted.</summary>
    public static ErrorKind AccessTokenExpiredAgain { get; } = new(
        ErrorGroup.Authentication,
        "Refresh the token and try again. If it happens again, authorize the application again and check the portal's clock.");

    /// <summary>The webhook's code or the access token is not valid.</summary>
    public static ErrorKind AuthorizationRejected { get; } = new(
        ErrorGroup.Authentication,
        "Check that the webhook still exists and was copied whole, or authorize the application again.");

    /// <summary>The portal could not ask its authorization server whether the token is valid.</summary>
    public static ErrorKind AuthorizationServerUnreachable { get; } = new(
        ErrorGroup.Connection,
        "Nothing was executed. Repeat the call later; if it stays, the portal's administrator has to check its connection to the authorization server.");

    /// <summary>The method does not accept this kind of authorization.</summary>
    public static ErrorKind AuthorizationTypeUnfit { get; } = new(
        ErrorGroup.Permission,
        "Call the method in a session of the other kind: OAuth for methods of applications, an incoming webhook for the others.");

    /// <summary>The application is not installed on the portal.</summary>
    public static ErrorKind ApplicationNotInstalled { get; } = new(
        ErrorGroup.Authentication,
        "Install the application on this portal and let its installation finish, then connect with a new authorization code; check the client ID against the application's card.");

    /// <summary>A method of the older chat-bot interface was called without a client id.</summary>
    public static ErrorKind ClientIdMissing { get; } = new(
        ErrorGroup.Argument,
        "Use the requests of this library, which call imbot.v2. A method of the older imbot interface needs CLIENT_ID among its parameters under an incoming webhook.");

    /// <summary>The webhook or application was not given the right to this part of the API.</summary>
    public static ErrorKind ScopeInsufficient { get; } = new(
        ErrorGroup.Permission,
        "Add the missing scope to the webhook or application: imbot for bots, im for im.v2 methods and notifications, user for people, department for departments.");

    /// <summary>The application is installed, and not for this user.</summary>
    public static ErrorKind ApplicationAccessDenied { get; } = new(
        ErrorGroup.Permission,
        "Let an administrator of the portal give the user the right to the application, or authorize it as another user.");

    /// <summary>The portal cannot tell for which user the call is made.</summary>
    public static ErrorKind UserUnknown { get; } = new(
        ErrorGroup.Authentication,
        "Connect with a webhook or token of a user who is still active on the portal.");
}
