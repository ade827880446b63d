using System.Globalization;
using Bitrix24.Imbot.Emulator.Rest;

namespace Bitrix24.Imbot.Emulator.Authorization;

/// <summary>
/// Checks the authorization and scope of a call in the server's order. Every failure has status 401 (docs/portal/errors.md, "HTTP statuses").
/// </summary>
internal static class CallerAuthorization
{
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

    public static void RequireScope(Credential credential, string? scope)
    {
        if (!credential.Has(scope))
        {
            throw Refused("insufficient_scope", "The request requires higher privileges than provided by the access token");
        }
    }

    /// <summary>
    /// A parameter with this name, even an empty one, makes the call a signed link. Its signature is missing, so the call is refused.
    /// </summary>
    private static void RefuseSignedLink(JsonObject parameters)
    {
        RestException.ThrowIf(parameters["token"] is not null, "ACCESS_DENIED", "Access denied!", 403);
    }

    private static Credential Webhook(PortalState portal, IncomingRequest request, string user, string code, string? scope)
    {
        EmulatorOptions options = portal.Options;
        if (options.RequireHttps && !request.IsHttps)
        {
            throw Refused("INVALID_REQUEST", "Https required.");
        }

        if (user != options.WebhookUserId.ToString(CultureInfo.InvariantCulture) || code != portal.WebhookCode)
        {
            throw Refused("INVALID_CREDENTIALS", "Invalid request credentials");
        }

        Credential credential = new(options.WebhookUserId, options.WebhookScopes, null);
        RequireScope(credential, scope);
        RequireOpenPortal(portal);
        RequireUser(portal, credential);
        return credential;
    }

    private static Credential OAuth(PortalState portal, AuthorizationServer server, string? token, string? scope)
    {
        if (string.IsNullOrEmpty(token))
        {
            throw Refused("NO_AUTH_FOUND", "Wrong authorization data");
        }

        IssuedToken known = server.Find(token) ?? throw Refused("invalid_token", "Unable to get application by token");
        RequireOpenPortal(portal);
        if (!portal.Application.IsInstalled)
        {
            throw Refused("APPLICATION_NOT_FOUND", "Application not found");
        }

        if (known.ExpiresAt <= portal.Clock.Now)
        {
            throw Refused("expired_token", "The access token provided has expired.");
        }

        Credential credential = new(known.UserId, portal.Options.OAuthScopes, portal.Application.ClientId);
        RequireScope(credential, scope);
        RequireUser(portal, credential);
        return portal.Application.OpenTo?.Contains(known.UserId) != false
            ? credential
            : throw Refused("user_access_error", "The user does not have access to the application.");
    }

    private static string? Token(IncomingRequest request, JsonObject parameters) =>
        request.BearerToken is { Length: > 0 } token ? token : new FieldMap(parameters).FirstText("auth", "access_token");

    private static void RequireOpenPortal(PortalState portal)
    {
        if (portal.IsOverloaded)
        {
            throw Refused("OVERLOAD_LIMIT", "REST API is blocked due to overload.");
        }

        if (!portal.IsRestAvailable)
        {
            throw Refused("ACCESS_DENIED", "REST is available only on commercial plans.");
        }
    }

    private static void RequireUser(PortalState portal, Credential credential)
    {
        if (portal.FindUser(credential.UserId) is not { IsActive: true })
        {
            throw Refused("authorization_error", "Unable to authorize user");
        }
    }

    private static RestException Refused(string code, string description) => new(code, description, 401);
}
