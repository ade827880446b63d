using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>
/// The <c>/oauth/token/</c> endpoint of the authorization server. All values are sent in the body of a POST request, so that no URL contains a
/// secret. The documentation shows GET; other clients use POST successfully. Not verified against a real server
/// (docs/portal/open-points.md, "Not stated by any source").
/// </summary>
internal sealed class TokenEndpoint(OAuthApplication application, ITokenServerConnection connection)
{
    private readonly Uri address = new(application.AuthorizationServer, "oauth/token/");

    /// <summary>Exchanges an authorization code.</summary>
    public Task<TokenPair> ExchangeAsync(Secret code, CancellationToken cancellation) => RequestAsync(
        "authorization_code",
        [new("code", code.Reveal())],
        code,
        AuthorizationErrors.AuthorizationCodeRejected,
        null,
        cancellation);

    /// <summary>Exchanges the refresh token for a new pair of tokens. A refresh token can be used only once.</summary>
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
        string lost = kind == rejected && answer.IsOneLost ? ". An earlier attempt may have been executed. Its answer with the new tokens was lost." : string.Empty;
        return new B24Exception(kind, $"The authorization server {address.Authority} refused {grantType}: {shownCode}{words}{lost}")
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
            throw new B24Exception(ConnectionErrors.AnswerUnexpected, $"The answer from the authorization server {address.Authority} to {grantType} contains no token pair.")
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

    /// <summary><c>expires</c> (Unix time) is only part of a refresh; <c>expires_in</c> (seconds) is part of both answers.</summary>
    private static DateTimeOffset? ExpiryOf(JsonElement body)
    {
        if (body.Number("expires") is { } unixTime and > 0 and < 253402300800)
        {
            return DateTimeOffset.FromUnixTimeSeconds(unixTime).ToLocalTime();
        }

        return body.Number("expires_in") is { } seconds and > 0 and < 315360000 ? DateTimeOffset.Now.AddSeconds(seconds) : null;
    }
}
