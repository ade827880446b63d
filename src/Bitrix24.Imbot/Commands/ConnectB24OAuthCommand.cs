using System.Management.Automation;
using System.Security;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Core;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Profiles;

namespace Bitrix24.Imbot.Commands;

/// <summary>Opens a session of an OAuth application: with tokens, with an authorization code, or with what a saved profile holds.</summary>
[Cmdlet(VerbsCommunications.Connect, "B24OAuth", DefaultParameterSetName = TokenSet)]
[OutputType(typeof(B24Session))]
public sealed class ConnectB24OAuthCommand : ConnectCommand
{
    private const string TokenSet = "Token";
    private const string CodeSet = "Code";

    /// <summary>The portal: a host name, or an address with scheme and port.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Domain { get; set; } = null!;

    /// <summary>The application's id, from its card on the portal (<c>client_id</c>).</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string ClientId { get; set; } = null!;

    /// <summary>The application's secret (<c>client_secret</c>). It goes to the authorization server and nowhere else.</summary>
    [Parameter(Mandatory = true, Position = 2)]
    [SecretArgument]
    public SecureString ClientSecret { get; set; } = null!;

    /// <summary>An access token; lives an hour.</summary>
    [Parameter(ParameterSetName = TokenSet)]
    [SecretArgument]
    public SecureString? AccessToken { get; set; }

    /// <summary>A refresh token; works once. Needs the scope as well.</summary>
    [Parameter(ParameterSetName = TokenSet)]
    [SecretArgument]
    public SecureString? RefreshToken { get; set; }

    /// <summary>When the access token ends; shown, and not acted upon: only the portal's answer counts.</summary>
    [Parameter(ParameterSetName = TokenSet)]
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>The code that the portal handed out, or the whole address to which it redirected the browser. It lives 30 seconds.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CodeSet)]
    [SecretArgument]
    public SecureString? AuthorizationCode { get; set; }

    /// <summary>The application's scopes, such as <c>imbot,im</c>; a refresh needs them.</summary>
    [Parameter]
    public string[]? Scope { get; set; }

    /// <summary>The server that gives tokens; the documented one when left out. The client secret goes there.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AuthorizationServer { get; set; }

    /// <summary>
    /// A file that keeps the tokens from run to run, shared by all processes that name it. What it already holds for this portal and application wins
    /// over tokens that are passed.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TokenStore { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        OAuthApplication application = Demand(null, () => new OAuthApplication(
            ClientId,
            Secret.FromSecureString(ClientSecret)!,
            AuthorizationServer is null ? null : PortalAddress.Parse(AuthorizationServer)));
        Uri portal = Demand(null, () => PortalAddress.Parse(Domain));
        Take(Demand(Domain, () => Open(portal, application)));
    }

    private B24Session Open(Uri portal, OAuthApplication application)
    {
        if (TokenStore is not null && SaveProfile is not null)
        {
            throw ErrorKinds.TokenStoreWithProfile.With("-TokenStore and -SaveProfile were both given.");
        }

        // All that can be wrong on this machine comes before the code is spent, which works once.
        ProfileFile? profile = SaveProfile is null ? null : ProfileFile.For(SaveProfile, ProfileScope);
        string? store = TokenStore is null ? null : GetUnresolvedProviderPathFromPSPath(TokenStore);
        bool isFresh = ParameterSetName == CodeSet;
        if (isFresh)
        {
            Await(async (_, cancellation) =>
            {
                using IDisposable? turn = profile is not null
                    ? await profile.LockAsync(cancellation).ConfigureAwait(false)
                    : store is not null ? await new FileTokenStore(store, portal, ClientId).LockAsync(cancellation).ConfigureAwait(false) : null;
                return true;
            });
        }

        TokenPair pair = isFresh ? Exchange(application, portal) : Given();
        return Await((_, cancellation) => profile is not null
            ? SessionProfiles.SaveOAuthAsync(portal, application, pair, isFresh, BotId, Transport, Name, profile, cancellation)
            : store is not null
                ? SessionProfiles.OpenWithStoreAsync(portal, application, pair, isFresh, BotId, Transport, Name, store, cancellation)
                : Task.FromResult(B24Session.ForOAuth(portal, application, pair, null, BotId, Transport, Name)));
    }

    private TokenPair Given() => new()
    {
        AccessToken = Secret.FromSecureString(AccessToken) ?? Secret.FromText(string.Empty)!,
        RefreshToken = Secret.FromSecureString(RefreshToken) is { Length: > 0 } refreshToken ? refreshToken : null,
        Scope = Scopes.Join(Scope),
        ExpiresAt = ExpiresAt,
    };

    private TokenPair Exchange(OAuthApplication application, Uri portal)
    {
        AuthorizationCode code = Core.Authorization.AuthorizationCode.Parse(Secret.FromSecureString(AuthorizationCode)!);
        code.RequirePortal(portal);
        TokenPair granted = Await((_, cancellation) => B24Session.ExchangeCodeAsync(application, code.Code, Transport, cancellation));
        return granted.Scope is null ? granted.WithScope(Scopes.Join(Scope)) : granted;
    }
}
