namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors for webhooks, access tokens, refresh tokens, and scopes.</summary>
public static class AuthorizationErrors
{
    /// <summary>
    /// Replaces the advice of the underlying connection error, which is about portals, when the authorization server doesn't answer correctly.
    /// </summary>
    internal static ErrorKind AuthorizationServerSilent { get; } = new(
        ErrorGroup.Connection,
        "The authorization server did not answer correctly. Check its URL and that this computer can reach it, and then connect again. If the server then rejects the code or the refresh token, it has already been used: authorize the application again.");

    /// <summary>A value that is required to refresh the access token is missing.</summary>
    public static ErrorKind RefreshDataMissing { get; } = new(
        ErrorGroup.Argument,
        "Connect again and specify all the values that the message lists.");

    /// <summary>No access token, refresh token, authorization code, or token store was specified.</summary>
    public static ErrorKind AuthorizationMissing { get; } = new(
        ErrorGroup.Argument,
        "Specify an access token, a refresh token with its scope, or an authorization code. You can also connect with a saved profile.");

    /// <summary>The redirect URL doesn't contain an authorization code.</summary>
    public static ErrorKind AuthorizationCodeMissing { get; } = new(
        ErrorGroup.Argument,
        "Specify the code or the complete URL that the portal redirected the browser to. The URL has the form https://.../?code=...&domain=...");

    /// <summary>The code or token belongs to a different portal.</summary>
    public static ErrorKind AuthorizationOfAnotherPortal { get; } = new(
        ErrorGroup.Authentication,
        "Connect to the portal that the message names, or authorize the application on the portal that you want to use.");

    /// <summary>The authorization server rejected the refresh token.</summary>
    public static ErrorKind RefreshTokenRejected { get; } = new(
        ErrorGroup.Authentication,
        "Authorize the application again and connect with the new authorization code. A profile's saved tokens take precedence over tokens that you specify, so remove the profile first.");

    /// <summary>The authorization server rejected the authorization code.</summary>
    public static ErrorKind AuthorizationCodeRejected { get; } = new(
        ErrorGroup.Authentication,
        "Authorize the application again and use the new code immediately. A code expires after 30 seconds and can be used only once.");

    /// <summary>The authorization server doesn't recognize the application.</summary>
    public static ErrorKind ApplicationRejected { get; } = new(
        ErrorGroup.Authentication,
        "Check the client ID and the client secret on the application's settings page, and check that the application is installed on the portal.");

    /// <summary>The trial or paid period of the application or the portal has ended.</summary>
    public static ErrorKind PaymentRequired { get; } = new(
        ErrorGroup.Permission,
        "Renew the application on the portal. Its trial or paid period has ended, or the application was removed.");

    /// <summary>The authorization server refused the request for another reason.</summary>
    public static ErrorKind TokenRequestRefused { get; } = new(
        ErrorGroup.Authentication,
        "Check the scope, the client ID, and the client secret on the application's settings page. Then authorize the application again.");

    /// <summary>The access token has expired and the session has no refresh token.</summary>
    public static ErrorKind AccessTokenExpired { get; } = new(
        ErrorGroup.Authentication,
        "Connect with a new access token, or add a refresh token and its scope so that the session can refresh the access token.");

    /// <summary>The portal reported that a newly issued access token has expired.</summary>
    public static ErrorKind AccessTokenExpiredAgain { get; } = new(
        ErrorGroup.Authentication,
        "Refresh the token and try again. If the error occurs again, authorize the application again and check the portal's clock.");

    /// <summary>The webhook code or the access token is not valid.</summary>
    public static ErrorKind AuthorizationRejected { get; } = new(
        ErrorGroup.Authentication,
        "Check that the webhook still exists and that you copied its complete URL. For an application, authorize it again.");

    /// <summary>The portal could not contact its authorization server to check the token.</summary>
    public static ErrorKind AuthorizationServerUnreachable { get; } = new(
        ErrorGroup.Connection,
        "The call was not executed. Try again later. If the error persists, ask the portal's administrator to check the connection to the authorization server.");

    /// <summary>The method doesn't accept this kind of authorization.</summary>
    public static ErrorKind AuthorizationTypeUnfit { get; } = new(
        ErrorGroup.Permission,
        "Use OAuth for methods that require an application, and an incoming webhook for the others.");

    /// <summary>The application is not installed on the portal.</summary>
    public static ErrorKind ApplicationNotInstalled { get; } = new(
        ErrorGroup.Authentication,
        "Install the application on this portal and complete its installation. Check the client ID on the application's settings page, and then connect with a new authorization code.");

    /// <summary>A method of the older imbot interface was called without a client ID.</summary>
    public static ErrorKind ClientIdMissing { get; } = new(
        ErrorGroup.Argument,
        "Use the imbot.v2 methods. With an incoming webhook, methods of the older imbot interface require a CLIENT_ID parameter.");

    /// <summary>The webhook or application doesn't have the scope that the method requires.</summary>
    public static ErrorKind ScopeInsufficient { get; } = new(
        ErrorGroup.Permission,
        "Add the missing scope to the webhook or application: 'imbot' for bots, 'im' for im.v2 methods and notifications, 'user' for users, or 'department' for departments.");

    /// <summary>The application is installed, but this user has no access to it.</summary>
    public static ErrorKind ApplicationAccessDenied { get; } = new(
        ErrorGroup.Permission,
        "Ask a portal administrator to give the user access to the application, or authorize the application as another user.");

    /// <summary>The portal can't determine the user that makes the call.</summary>
    public static ErrorKind UserUnknown { get; } = new(
        ErrorGroup.Authentication,
        "Connect with a webhook or token of a user who is active on the portal.");
}
