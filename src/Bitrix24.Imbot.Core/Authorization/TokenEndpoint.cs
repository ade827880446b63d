using System.Text.Json;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>
/// The authorization server's <c>/oauth/token/</c>. Everything goes in a POST form body, so that no secret stands in an address
/// (the documentation shows GET; other clients post with success, not seen live: docs/portal/open-points.md, "Not stated by any source").
/// </summary>
internal sealed class TokenEndpoint
{
    private readonly OAuthApplication application;
    private readonly ITokenServerConnection connection;
    private readonly Uri address;

    public TokenEndpoint(OAuthApplication application, ITokenServerConnection connection)
    {
        this.application = application;
        this.connection = connection;
        address = new Uri(application.AuthorizationServer, "oauth/token/");
    }

    /// <summary>Exchanges an authorization code.</summary>
    public Task<TokenPair> ExchangeAsync(Secret code, CancellationToken cancellation) => RequestAsync(
        "authorization_code",
        [new("code", code.Reveal())],
        code,
        AuthorizationErrors.AuthorizationCodeRejected,
        null,
        cancellation);

    /// <summary>Gets a new pair for an old one; the old refresh token no longer works afterwards.</summary>
    public Task<TokenPair> RefreshAsync(TokenPair old, CancellationToken cancellation) => RequestAsync(
        "refresh_token",
        [new("refresh_token", old.RefreshToken!.Reveal()), new("scope", old.Scope!)],
        old.RefreshToken,
        AuthorizationErrors.RefreshTokenRejected,
        old,
        cancellation);

    private async Task<TokenPair> RequestAsync(
        string grantType,
        IEnumerable<KeyValuePair<string, string>> grant,
        Secret granted,
        ErrorKind rejected,
        TokenPair? old,
        CancellationToken cancellation)
    {
        List<KeyValuePair<string, string>> form =
        [
            new("grant_type", grantType),
            new("client_id", application.ClientId),
            new("client_secret", application.ClientSecret.Reveal()),
            .. grant,
        ];
        TokenServerAnswer answer = await connection.PostFormAsync(address, form, cancellation).ConfigureAwait(false);
        if (answer.Body.Text("error") is { Length: > 0 } code)
        {
            string? words = answer.Body.Text("error_description") is { } description ? Scrubbed(HtmlText.ToPlainText(description), granted) : null;
            throw Refusal(code, words, answer, grantType, rejected, Scrubbed(code, granted)!);
        }

        return Read(answer, old, grantType);
    }

    private string? Scrubbed(string? text, Secret granted) => text is null ? null : granted.Scrub(application.ClientSecret.Scrub(text));

    private B24Exception Refusal(string code, string? description, TokenServerAnswer answer, string grantType, ErrorKind rejected, string shownCode)
    {
        ErrorKind kind = code.ToLowerInvariant() switch
        {
            "invalid_grant" => rejected,
            "invalid_client" or "wrong_client" => AuthorizationErrors.ApplicationRejected,
            "payment_required" => AuthorizationErrors.PaymentRequired,
            "not_installed" or "error_oauth" => AuthorizationErrors.ApplicationNotInstalled,
            _ => AuthorizationErrors.TokenRequestRefused,
        };
        string words = string.IsNullOrEmpty(description) ? string.Empty : ": " + description;
        string lost = kind == rejected && answer.IsOneLost ? ". An attempt before was perhaps executed; its answer, which was lost, held the new tokens." : string.Empty;
        return new B24Exception(kind, $"The authorization server {address.Authority} refused {grantType} with {shownCode}{words}{lost}")
        {
            PortalCode = shownCode,
            PortalMessage = description,
            HttpStatus = answer.Status,
            Method = "oauth/token",
            Attempts = answer.Attempts,
            Outcome = Outcome.Refused,
        };
    }

    private TokenPair Read(TokenServerAnswer answer, TokenPair? old, string grantType)
    {
        JsonElement body = answer.Body;
        Secret? accessToken = Secret.FromText(body.Text("access_token"));
        Secret? refreshToken = Secret.FromText(body.Text("refresh_token"));
        if (accessToken is null or { Length: 0 } || refreshToken is null or { Length: 0 })
        {
            throw new B24Exception(ConnectionErrors.AnswerUnexpected, $"The authorization server {address.Authority} answered {grantType} without a pair of tokens.")
            {
                HttpStatus = answer.Status,
                Method = "oauth/token",
                Attempts = answer.Attempts,
                Outcome = Outcome.Unknown,
            };
        }

        return new TokenPair
        {
            AccessToken = accessToken,
            RefreshToken = refreshToken,
            Scope = body.Text("scope") is { Length: > 0 } scope ? Scopes.Join(scope) : old?.Scope,
            ExpiresAt = ExpiryOf(body),
            ClientEndpoint = Uri.TryCreate(body.Text("client_endpoint"), UriKind.Absolute, out Uri? endpoint) ? endpoint : old?.ClientEndpoint,
            UserId = body.Number("user_id") ?? old?.UserId,
            MemberId = body.Text("member_id") ?? old?.MemberId,
        };
    }

    /// <summary><c>expires</c> (Unix time) comes with a refresh only; <c>expires_in</c> (seconds) with both.</summary>
    private static DateTimeOffset? ExpiryOf(JsonElement body)
    {
        if (body.Number("expires") is { } unixTime and > 0 and < 253402300800)
        {
            return DateTimeOffset.FromUnixTimeSeconds(unixTime).ToLocalTime();
        }

        return body.Number("expires_in") is { } seconds and > 0 and < 315360000 ? DateTimeOffset.Now.AddSeconds(seconds) : null;
    }
}
