using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Security;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Profiles;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Errors;
using Bitrix24.Imbot.Sessions;
using Bitrix24.Imbot.Vaults;

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
    [ArgumentCompleter(typeof(ScopeCompleter))]
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

    /// <summary>
    /// Gives the tokens that a vault holds: nothing, the refresh token, or an object or hashtable with RefreshToken and, if kept, AccessToken, Scope and Domain.
    /// They win over tokens that are passed. Runs in this runspace only, at connecting and before each refresh. Needs -OnTokenRefresh as well.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? OnTokenRead { get; set; }

    /// <summary>
    /// Keeps a new pair of tokens in a vault: gets one object with AccessToken, RefreshToken (SecureString), Scope, ExpiresAt and Domain, as first argument and
    /// as $_. Runs in this runspace only, before the new pair is used.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? OnTokenRefresh { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        OAuthApplication application = Demand(null, () => new OAuthApplication(
            ClientId,
            Secret.FromSecureString(ClientSecret)!,
            AuthorizationServer is null ? null : PortalAddress.Parse(AuthorizationServer)));
        Uri portal = Demand(null, () => PortalAddress.Parse(Domain));
        B24Session session = Demand(Domain, () => Open(portal, application));
        Take(session);
        if (session.TokenStoreFailure is { } trouble)
        {
            // The code is spent, and the tokens are good: the session is there, and its next call tries once more to keep them.
            WriteError(ErrorRecords.From(trouble, Domain));
        }
    }

    private B24Session Open(Uri portal, OAuthApplication application)
    {
        RequireOnePlace();

        // All that can be wrong on this machine comes before the code is spent, which works once.
        ProfileFile? profile = ProfileFor(portal, application.ClientId);
        bool isFresh = ParameterSetName == CodeSet;
        ITokenStore? store = StoreFor(portal, application, isFresh ? new TokenPair { Scope = Scopes.Join(Scope) } : Given());
        if (isFresh)
        {
            Await(async (_, cancellation) =>
            {
                using IDisposable? turn = profile is not null
                    ? await profile.LockAsync(cancellation).ConfigureAwait(false)
                    : store is not null ? await store.LockAsync(cancellation).ConfigureAwait(false) : null;
                store?.Read();
                return true;
            });
        }

        TokenPair pair = isFresh ? Exchange(application, portal) : Given();
        if (Test)
        {
            (pair, isFresh) = Tried(portal, application, pair, isFresh, profile, store);
        }

        return Await((_, cancellation) => profile is not null
            ? SessionProfiles.SaveOAuthAsync(portal, application, pair, isFresh, BotId?.Id, Transport, Name, profile, cancellation)
            : store is not null
                ? SessionProfiles.OpenWithStoreAsync(portal, application, pair, isFresh, BotId?.Id, Transport, Name, store, cancellation)
                : Task.FromResult(B24Session.ForOAuth(portal, application, pair, null, BotId?.Id, Transport, Name)));
    }

    /// <summary>Tries the session before anything is saved. Gives the tokens that are to be saved, and whether they are newer than any stored ones.</summary>
    private (TokenPair Pair, bool IsFresh) Tried(Uri portal, OAuthApplication application, TokenPair pair, bool isFresh, ProfileFile? profile, ITokenStore? store)
    {
        (ITokenStore Store, long? BotId)? stored = profile is null ? null : SessionProfiles.StoredIn(profile, portal, application);
        TrialTokenStore trial = null!;
        B24Session session = Await((_, _) =>
        {
            trial = new TrialTokenStore(pair, isFresh, stored?.Store ?? store);
            return Task.FromResult(B24Session.ForOAuth(portal, application, pair, trial, BotId?.Id ?? stored?.BotId, Transport));
        });
        RequireWorkingWithBot(session);
        return trial.Unsaved is { } tokens ? (tokens, isFresh || !ReferenceEquals(tokens, pair)) : (pair, false);
    }

    private void RequireOnePlace()
    {
        string[] places =
        [
            .. TokenStore is null ? [] : new[] { "-TokenStore" },
            .. SaveProfile is null ? [] : new[] { "-SaveProfile" },
            .. OnTokenRead is null && OnTokenRefresh is null ? [] : new[] { OnTokenRead is null ? "-OnTokenRefresh" : "-OnTokenRead" },
        ];
        if (places.Length > 1)
        {
            throw TokenStoreErrors.TokenStoreWithProfile.With($"{string.Join(" and ", places)} can't be used together.");
        }

        if (OnTokenRead is not null && OnTokenRefresh is null)
        {
            throw TokenStoreErrors.TokenRefreshBlockMissing.With("-OnTokenRead requires -OnTokenRefresh.");
        }

        if (OnTokenRefresh is not null && VaultTokenStore.IsAnyRunning)
        {
            throw TokenStoreErrors.TokenVaultBusy.With("A session with -OnTokenRefresh can't be opened inside an -OnTokenRead or -OnTokenRefresh script block.");
        }
    }

    private ITokenStore? StoreFor(Uri portal, OAuthApplication application, TokenPair given)
    {
        if (TokenStore is not null)
        {
            return new FileTokenStore(FilePaths.Resolve(this, TokenStore), portal, application.ClientId);
        }

        return OnTokenRefresh is null
            ? null
            : new VaultTokenStore(WaitingPipeline.For(Runspace.DefaultRunspace), OnTokenRead, OnTokenRefresh, portal, application.ClientId, given);
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
