using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Bitrix24.Imbot.Emulator.Rest;

namespace Bitrix24.Imbot.Emulator.Authorization;

/// <summary>
/// The authorization server. Codes are valid for 30 seconds and can be used only once, and refresh tokens are replaced with each use
/// (docs/portal/authorization.md, "Refresh"). The error statuses are those of docs/portal/authorization.md, "Token server errors".
/// </summary>
public sealed class AuthorizationServer(OAuthApplication application, EmulatorOptions options, PortalClock clock)
{
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RefreshLifetime = TimeSpan.FromDays(180);

    private readonly (string Access, string Refresh) firstPair = (NewToken(), NewToken());
    private readonly Lock gate = new();
    private readonly Dictionary<string, IssuedToken> accessTokens = [];
    private readonly Dictionary<string, IssuedToken> refreshTokens = [];
    private readonly Dictionary<string, IssuedToken> codes = [];
    private (string Error, int Status)? refusal;

    private TimeSpan FirstLifetime => options.AccessTokenExpired ? TimeSpan.Zero : options.AccessTokenLifetime;

    /// <summary>Expires all access tokens that were issued so far.</summary>
    public void ExpireAccessTokens()
    {
        lock (gate)
        {
            foreach (string token in accessTokens.Keys.ToArray())
            {
                accessTokens[token] = accessTokens[token] with { ExpiresAt = clock.Now };
            }

            application.AccessTokenExpiresAt = clock.Now;
        }
    }

    /// <summary>Issues a code that can be exchanged once within 30 seconds.</summary>
    public string IssueCode(int? userId = null)
    {
        string code = NewToken();
        lock (gate)
        {
            codes[code] = new IssuedToken(userId ?? options.OAuthUserId, clock.Now + CodeLifetime);
        }

        return code;
    }

    /// <summary>Issues another pair of tokens, as if the application had been authorized again. Earlier tokens remain valid.</summary>
    /// <returns>The access token, with the lifetime of the first one, and the refresh token.</returns>
    public (string Access, string Refresh) IssuePair(int? userId = null)
    {
        lock (gate)
        {
            return Install((NewToken(), NewToken()), userId ?? options.OAuthUserId, FirstLifetime);
        }
    }

    /// <summary>Answers all token requests with this error from now on, such as PAYMENT_REQUIRED. Null or an empty text ends this.</summary>
    public void Refuse(string? error, int? status = null)
    {
        lock (gate)
        {
            refusal = string.IsNullOrEmpty(error) ? null : (error, status ?? GetStatus(error));
        }
    }

    internal IssuedToken? Find(string token)
    {
        lock (gate)
        {
            return accessTokens.GetValueOrDefault(token);
        }
    }

    /// <summary>Issues the pair of tokens for the bot that is sent with a pushed event.</summary>
    internal (string Access, string Refresh, DateTimeOffset ExpiresAt) IssueEventTokens(int userId)
    {
        (string Access, string Refresh) pair = (NewToken(), NewToken());
        lock (gate)
        {
            return (pair.Access, pair.Refresh, Store(pair, userId, options.AccessTokenLifetime));
        }
    }

    internal void Restart()
    {
        lock (gate)
        {
            accessTokens.Clear();
            refreshTokens.Clear();
            codes.Clear();
            refusal = null;
            Install(firstPair, options.OAuthUserId, FirstLifetime);
        }
    }

    internal HttpAnswer Answer(CallParameters parameters)
    {
        lock (gate)
        {
            try
            {
                return HttpAnswer.Json(200, Grant(parameters));
            }
            catch (RestException refused)
            {
                return HttpAnswer.Error(refused.Status, refused.Code, refused.Message);
            }
        }
    }

    private JsonObject Grant(CallParameters parameters)
    {
        if (refusal is (string error, int status))
        {
            throw new RestException(error, $"The authorization server refused the request: {error}", status);
        }

        string? grantType = parameters.FirstText("grant_type");
        string? clientId = parameters.FirstText("client_id");
        string? secret = parameters.FirstText("client_secret");
        string? proof = parameters.FirstText(grantType == "authorization_code" ? "code" : "refresh_token");
        RefuseIf(
            grantType is not ("authorization_code" or "refresh_token") || clientId is null || secret is null || proof is null,
            "invalid_request",
            "Some parameters are missing or invalid");
        RefuseIf(clientId != application.ClientId, "wrong_client", "Wrong client");
        RefuseIf(secret != application.ClientSecret || !application.IsInstalled, "invalid_client", "The client credentials are invalid");
        string[] scopes = (parameters.FirstText("scope") ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        RefuseIf(scopes.Except(options.OAuthScopes).Any(), "insufficient_scope", "The application's settings don't include this scope");
        Dictionary<string, IssuedToken> store = grantType == "refresh_token" ? refreshTokens : codes;
        RefuseIf(!store.Remove(proof, out IssuedToken? known) || known.ExpiresAt <= clock.Now, "invalid_grant", "Invalid grant");
        Install((NewToken(), NewToken()), known.UserId, options.AccessTokenLifetime);
        return new JsonObject
        {
            ["access_token"] = application.AccessToken,
            ["client_endpoint"] = new Uri(application.Address, "rest/").AbsoluteUri,
            ["domain"] = application.Domain,
            ["expires"] = application.AccessTokenExpiresAt.ToUnixTimeSeconds(),
            ["expires_in"] = (long)options.AccessTokenLifetime.TotalSeconds,
            ["member_id"] = application.MemberId,
            ["refresh_token"] = application.RefreshToken,
            ["scope"] = application.Scope,
            ["server_endpoint"] = new Uri(application.Address, "rest/").AbsoluteUri,
            ["status"] = application.Status,
            ["user_id"] = known.UserId,
        };
    }

    /// <summary>Makes a pair the newest one of the application.</summary>
    private (string Access, string Refresh) Install((string Access, string Refresh) pair, int userId, TimeSpan lifetime)
    {
        application.AccessTokenExpiresAt = Store(pair, userId, lifetime);
        (application.AccessToken, application.RefreshToken) = pair;
        return pair;
    }

    /// <summary>Returns the time when the access token expires.</summary>
    private DateTimeOffset Store((string Access, string Refresh) pair, int userId, TimeSpan lifetime)
    {
        DateTimeOffset now = clock.Now;
        accessTokens[pair.Access] = new IssuedToken(userId, now + lifetime);
        refreshTokens[pair.Refresh] = new IssuedToken(userId, now + RefreshLifetime);
        return now + lifetime;
    }

    private static void RefuseIf([DoesNotReturnIf(true)] bool isRefused, string error, string description) =>
        RestException.ThrowIf(isRefused, error, description, GetStatus(error));

    private static int GetStatus(string error) => error switch
    {
        "wrong_client" => 200,
        "insufficient_scope" or "invalid_scope" => 403,
        "PAYMENT_REQUIRED" or "NO_AUTH_FOUND" or "NOT_INSTALLED" => 401,
        _ => 400,
    };

    private static string NewToken() => RandomNumberGenerator.GetHexString(70, lowercase: true);
}
