using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Bitrix24.Imbot.Emulator.Rest;

namespace Bitrix24.Imbot.Emulator.Authorization;

/// <summary>
/// Checks the authorization and scope of a call in the server's order. Every failure has status 401 (docs/portal/errors.md, "HTTP statuses").
/// </summary>
internal static class CallerAuthorization
{
    private const int Unauthorized = 401;

    private static readonly string[] EatenNames = ["auth", "access_token", "auth_connector", "aplogin", "ap", "state"];

    public static Credential Authorize(PortalState portal, AuthorizationServer server, IncomingRequest request, JsonObject parameters, string? scope)
    {
        RefuseSignedLink(parameters);
        string? user = PhpValue.Text(parameters["aplogin"]);
        string? code = PhpValue.Text(parameters["ap"]);
        Credential credential = !string.IsNullOrEmpty(user) && !string.IsNullOrEmpty(code)
            ? Webhook(portal, request, user, code, scope)
            : OAuth(portal, server, Token(request, parameters), scope);
        RemoveReserved(parameters);
        return credential;
    }

    /// <summary>Removes the parameters that never reach a method (docs/portal/protocol.md, "Reserved names").</summary>
    public static void RemoveReserved(JsonObject parameters)
    {
        RefuseSignedLink(parameters);
        foreach (string name in EatenNames)
        {
            parameters.Remove(name);
        }
    }

    public static void RequireScope(Credential credential, string? scope) => RefuseIf(
        !credential.Has(scope), "insufficient_scope", "The request requires higher privileges than provided by the access token");

    /// <summary>
    /// A parameter with this name, even an empty one, makes the call a signed link. Its signature is missing, so the call is refused.
    /// </summary>
    private static void RefuseSignedLink(JsonObject parameters) =>
        RestException.ThrowIf(parameters["token"] is not null, "ACCESS_DENIED", "Access denied!", 403);

    private static Credential Webhook(PortalState portal, IncomingRequest request, string user, string code, string? scope)
    {
        EmulatorOptions options = portal.Options;
        RefuseIf(options.RequireHttps && !request.IsHttps, "INVALID_REQUEST", "Https required.");
        bool isKnown = user == options.WebhookUserId.ToString(CultureInfo.InvariantCulture) && code == portal.WebhookCode;
        RefuseIf(!isKnown, "INVALID_CREDENTIALS", "Invalid request credentials");
        Credential credential = new(options.WebhookUserId, options.WebhookScopes, null);
        RequireScope(credential, scope);
        RequireOpenPortal(portal);
        RequireUser(portal, credential);
        return credential;
    }

    private static Credential OAuth(PortalState portal, AuthorizationServer server, string? token, string? scope)
    {
        RefuseIf(string.IsNullOrEmpty(token), "NO_AUTH_FOUND", "Wrong authorization data");
        IssuedToken known = server.Find(token) ?? throw new RestException("invalid_token", "Unable to get application by token", Unauthorized);
        RequireOpenPortal(portal);
        RefuseIf(!portal.Application.IsInstalled, "APPLICATION_NOT_FOUND", "Application not found");
        RefuseIf(known.ExpiresAt <= portal.Clock.Now, "expired_token", "The access token provided has expired.");
        Credential credential = new(known.UserId, portal.Options.OAuthScopes, portal.Application.ClientId);
        RequireScope(credential, scope);
        RequireUser(portal, credential);
        bool isOpen = portal.Application.OpenTo?.Contains(known.UserId) != false;
        RefuseIf(!isOpen, "user_access_error", "The user does not have access to the application.");
        return credential;
    }

    private static string? Token(IncomingRequest request, JsonObject parameters) =>
        request.BearerToken is { Length: > 0 } token ? token : new FieldMap(parameters).FirstText("auth", "access_token");

    private static void RequireOpenPortal(PortalState portal)
    {
        RefuseIf(portal.IsOverloaded, "OVERLOAD_LIMIT", "REST API is blocked due to overload.");
        RefuseIf(!portal.IsRestAvailable, "ACCESS_DENIED", "REST is available only on commercial plans.");
    }

    private static void RequireUser(PortalState portal, Credential credential) =>
        RefuseIf(portal.FindUser(credential.UserId) is not { IsActive: true }, "authorization_error", "Unable to authorize user");

    private static void RefuseIf([DoesNotReturnIf(true)] bool isRefused, string code, string description) =>
        RestException.ThrowIf(isRefused, code, description, Unauthorized);
}
