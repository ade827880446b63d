using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Errors;

/// <summary>What to do in PowerShell about errors of connections, sessions, tokens, methods and batches.</summary>
internal static class SessionAdvice
{
    /// <summary>The texts by the IDs of the errors.</summary>
    public static IReadOnlyDictionary<string, string> Texts { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [nameof(ConnectionErrors.ProxyInvalid)] = "Give -Proxy as http://host:port, and user and password with -ProxyCredential.",
        [nameof(ConnectionErrors.ProxyRefused)] = "Check -Proxy and -ProxyCredential, or the environment's proxy (http_proxy, https_proxy, all_proxy), and that the proxy may connect to the server that the message names.",
        [nameof(ConnectionErrors.TlsFailed)] = "Check this machine's clock; a server with a certificate of its own authority needs -CertificateAuthorityPath.",
        [nameof(ConnectionErrors.PortalTimeout)] = ConnectionErrors.LookFirst + " Connect with a larger -TimeoutSec if the portal is slow.",
        [nameof(ConnectionErrors.OutcomeUnknown)] = ConnectionErrors.LookFirst + " A message with -IdempotencyKey can be sent again safely.",
        [nameof(ConnectionErrors.AnswerUnexpected)] = "Check that the address is a Bitrix24 portal's REST interface; -Debug shows the answer without secrets.",
        [nameof(PortalErrors.ParameterNotSerializable)] = "Use text, numbers, booleans, dates, arrays, hashtables and PSCustomObject; turn other objects into these, for example with Select-Object.",
        [nameof(PortalErrors.ParameterRejected)] = "Check the values that were given; with Invoke-B24Method, compare -Parameter with the documentation of the method.",
        [nameof(PortalErrors.ListNotFollowed)] = "Leave -All out, and page with the parameters that the documentation of the method names.",
        [nameof(BatchErrors.BatchCommandInvalid)] = "Give each command as a hashtable or an object: Method is the method's name, Parameter its parameters, Key the command's name in the batch; the last two may be left out.",
        [nameof(BatchErrors.BatchHalted)] = "Correct the command that failed first, and run this one again; without -Halt the commands after a failed one run, too.",
        [nameof(BatchErrors.BatchTooLong)] = "Give a batch at most 50 commands; Invoke-B24Batch splits longer lists.",
        [nameof(AuthorizationErrors.RefreshDataMissing)] = "Connect again with Connect-B24OAuth and everything that the message names.",
        [nameof(AuthorizationErrors.AuthorizationMissing)] = "Give -AccessToken, -RefreshToken with -Scope, or -AuthorizationCode; or open a saved profile with Connect-B24Profile.",
        [nameof(AuthorizationErrors.AuthorizationOfAnotherPortal)] = "Name that portal with -Domain, or authorize the application again on the portal that you want.",
        [nameof(AuthorizationErrors.RefreshTokenRejected)] = "Authorize the application again and connect with -AuthorizationCode; tokens that are passed do not replace those of a profile, so remove it first.",
        [nameof(AuthorizationErrors.ApplicationRejected)] = "Check -ClientId and -ClientSecret against the application's card, and that the application is installed on the portal.",
        [nameof(AuthorizationErrors.AccessTokenExpired)] = "Connect with -RefreshToken and -Scope as well, so that the session can refresh the token, or with a new -AccessToken.",
        [nameof(AuthorizationErrors.AccessTokenExpiredAgain)] = "Run Update-B24Token and try again; if it comes back, authorize the application again and check the portal's clock.",
        [nameof(AuthorizationErrors.AuthorizationTypeUnfit)] = "Call the method in a session of the other kind: Connect-B24OAuth for methods of applications, Connect-B24Webhook for the others.",
        [nameof(AuthorizationErrors.ApplicationNotInstalled)] = "Install the application on this portal and let its installation finish, then connect with a new -AuthorizationCode; check -ClientId against the application's card.",
        [nameof(AuthorizationErrors.ClientIdMissing)] = "Use the cmdlets, which call imbot.v2. A method of the older imbot interface needs CLIENT_ID among its parameters under an incoming webhook.",
        [nameof(AuthorizationErrors.AuthorizationServerSilent)] = "The authorization server did not answer as it should. Check -AuthorizationServer, and that this machine can reach that server; then run the cmdlet again. If the server then refuses the code or the refresh token, it was used up: authorize the application again.",
        [nameof(TokenStoreErrors.TokenStoreUnreadable)] = "Name another file with -TokenStore, or move this one away and connect with a new authorization code.",
        [nameof(TokenStoreErrors.TokenStoreOfAnotherAccount)] = "Run as the account that made the token store, or name another file with -TokenStore.",
        [nameof(TokenStoreErrors.TokenStoreOfAnotherApplication)] = "Name a file of its own with -TokenStore for each application and portal.",
        [nameof(TokenStoreErrors.TokenStoreWithProfile)] = "Name one place that keeps the tokens: -TokenStore, -SaveProfile, or the script blocks -OnTokenRead and -OnTokenRefresh.",
        [nameof(TokenStoreErrors.TokenRefreshBlockMissing)] = "Give -OnTokenRefresh as well: a refresh makes the tokens in the vault useless, and the new ones would be kept nowhere.",
        [nameof(TokenStoreErrors.TokenVaultNotRead)] = "Run the script block of -OnTokenRead alone; it has to give nothing, the refresh token, or one object with RefreshToken and, if kept, AccessToken, Scope and Domain.",
        [nameof(TokenStoreErrors.TokenVaultOutOfReach)] = "Run Update-B24Token in the runspace that connected before the parallel work begins, connect in each runspace, or use -TokenStore or -SaveProfile.",
        [nameof(TokenStoreErrors.TokenVaultBusy)] = "Use another session inside -OnTokenRead and -OnTokenRefresh, or none.",
        [nameof(SessionErrors.SessionMissing)] = "Run Connect-B24Webhook, Connect-B24OAuth or Connect-B24Profile first, or pass -Session (from another runspace: -Session $using:s).",
        [nameof(SessionErrors.SessionNotFound)] = "Run Get-B24Session -All to see the names of the sessions of this runspace.",
        [nameof(SessionErrors.SessionNameAmbiguous)] = "Give each session a name of its own with -Name when you connect, or pass the session object, for example from Connect-B24Webhook -PassThru.",
        [nameof(SessionErrors.SessionDeserialized)] = "Connect inside the job (Connect-B24Profile keeps secrets out of the script), or use Start-ThreadJob instead of Start-Job.",
        [nameof(SessionErrors.ProfileExists)] = "Nothing was changed. Use -Force to replace the profile, or give -SaveProfile another name.",
        [nameof(SessionErrors.ProfileNotFound)] = "Save one with -SaveProfile of Connect-B24Webhook or Connect-B24OAuth, run as the account that will use it; Get-B24Profile lists what this account has.",
        [nameof(SessionErrors.ProfileUnreadable)] = "Save the profile again with -SaveProfile, or remove it with Remove-B24Profile.",
        [nameof(SessionErrors.ProfileOfAnotherAccount)] = "Run Connect-B24Webhook or Connect-B24OAuth with -SaveProfile once as the account of the task, or, on Windows, save it with -ProfileScope LocalMachine.",
        [nameof(SessionErrors.ProfileScopeUnsupported)] = "Leave -ProfileScope out, and save the profile as the account that will use it.",
    };
}
