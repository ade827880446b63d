using System.Management.Automation.Runspaces;
using System.Security;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Profiles;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Errors;
using Bitrix24.Imbot.Pipeline;
using Bitrix24.Imbot.Vaults;

namespace Bitrix24.Imbot.Cmdlets.Sessions;

/// <summary>Opens a session of an OAuth application, with tokens, an authorization code, or a saved profile.</summary>
[Cmdlet(VerbsCommunications.Connect, "B24OAuth", DefaultParameterSetName = TokenSet, HelpUri = OnlineHelp.Pages + "Connect-B24OAuth.html")]
[OutputType(typeof(B24Session))]
public sealed class ConnectB24OAuthCmdlet : ConnectCmdlet
{
    private const string TokenSet = "Token";
    private const string CodeSet = "Code";

    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Domain { get; set; } = null!;

    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string ClientId { get; set; } = null!;

    [Parameter(Mandatory = true, Position = 2)]
    [SecretArgument]
    public SecureString ClientSecret { get; set; } = null!;

    [Parameter(ParameterSetName = TokenSet)]
    [SecretArgument]
    public SecureString? AccessToken { get; set; }

    [Parameter(ParameterSetName = TokenSet)]
    [SecretArgument]
    public SecureString? RefreshToken { get; set; }

    [Parameter(ParameterSetName = TokenSet)]
    public DateTimeOffset? ExpiresAt { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = CodeSet)]
    [SecretArgument]
    public SecureString? AuthorizationCode { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(ScopeCompleter))]
    public string[]? Scope { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AuthorizationServer { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TokenStore { get; set; }

    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? OnTokenRead { get; set; }

    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? OnTokenRefresh { get; set; }

    protected override void ProcessRecord()
    {
        OAuthApplication application = Demand(null, () => new OAuthApplication(
            ClientId,
            Secret.FromSecureString(ClientSecret)!,
            AuthorizationServer is null ? null : PortalAddress.Parse(AuthorizationServer)));
        Uri portal = Demand(null, () => PortalAddress.Parse(Domain));
        B24Session session = Demand(Domain, () => Open(portal, application));
        UseSession(session);
        if (session.TokenStoreFailure is { } trouble)
        {
            // The code is used up and the tokens are valid, so the session is opened. Its next call tries to store the tokens again.
            WriteError(ErrorRecords.From(trouble, Domain));
        }
    }

    private B24Session Open(Uri portal, OAuthApplication application)
    {
        RequireOnePlace();
        TokenPair given = Given();
        OAuthConnection connection = new(portal, application)
        {
            Tokens = given,
            Code = Secret.FromSecureString(AuthorizationCode),
            Profile = ProfileFor(portal, application.ClientId),
            Store = StoreFor(portal, application, given),
            BotId = BotId?.Id,
            Transport = Transport,
            Name = Name,
        };
        return Await((observer, cancellation) => connection.OpenAsync(Test ? (session, stop) => TryAsync(session, observer, stop) : null, cancellation));
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
}
