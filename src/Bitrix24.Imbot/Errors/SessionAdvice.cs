namespace Bitrix24.Imbot.Errors;

/// <summary>Recommended actions in PowerShell terms for errors of connections, sessions, tokens, methods, and batches.</summary>
internal static class SessionAdvice
{
    /// <summary>The recommended actions by error ID.</summary>
    public static IReadOnlyDictionary<string, string> Texts { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [nameof(ConnectionErrors.ProxyInvalid)] = "Use -Proxy to specify an absolute URL, such as http://proxy:8080. Specify the user name and password with -ProxyCredential.",
        [nameof(ConnectionErrors.ProxyRefused)] = "Check -Proxy and -ProxyCredential, or the environment variables http_proxy, https_proxy, and all_proxy. Also check that the proxy allows connections to the server in the message.",
        [nameof(ConnectionErrors.TlsFailed)] = "Check the clock of this computer. If the server's certificate was issued by a private certification authority, specify -CertificateAuthorityPath.",
        [nameof(ConnectionErrors.PortalTimeout)] = ConnectionErrors.LookFirst + " If the portal is slow, connect with a larger -TimeoutSec.",
        [nameof(ConnectionErrors.OutcomeUnknown)] = ConnectionErrors.LookFirst + " A message that was sent with -IdempotencyKey can be sent again safely.",
        [nameof(ConnectionErrors.AnswerUnexpected)] = "Check that the URL is the REST interface of a Bitrix24 portal. Use -Debug to show the response without secrets.",
        [nameof(PortalErrors.ParameterNotSerializable)] = "Use text, numbers, booleans, dates, arrays, hashtables, and PSCustomObject. Convert other objects, for example with Select-Object.",
        [nameof(PortalErrors.ParameterRejected)] = "Check the parameter values. With Invoke-B24Method, compare -Parameter with the documentation of the method.",
        [nameof(PortalErrors.ListNotFollowed)] = "Omit -All, and use the paging parameters that the method documents.",
        [nameof(BatchErrors.BatchCommandInvalid)] = "Specify each command as a hashtable or an object with the property Method and, optionally, Parameter and Key. Key is the command's name in the batch.",
        [nameof(BatchErrors.BatchHalted)] = "Fix the command that failed first, and run this command again. Without -Halt, the commands after a failed command also run.",
        [nameof(BatchErrors.BatchTooLong)] = "Specify at most 50 commands in a batch. Invoke-B24Batch splits longer lists.",
        [nameof(AuthorizationErrors.RefreshDataMissing)] = "Connect again with Connect-B24OAuth, and specify all values that the message names.",
        [nameof(AuthorizationErrors.AuthorizationMissing)] = "Specify -AccessToken, -RefreshToken with -Scope, or -AuthorizationCode. To use a saved profile, run Connect-B24Profile.",
        [nameof(AuthorizationErrors.AuthorizationOfAnotherPortal)] = "Use -Domain to specify the portal of the authorization, or authorize the application on the portal that you want to use.",
        [nameof(AuthorizationErrors.RefreshTokenRejected)] = "Authorize the application again, and connect with -AuthorizationCode. If you use a profile, remove it first, because its tokens take precedence over the parameters.",
        [nameof(AuthorizationErrors.ApplicationRejected)] = "Compare -ClientId and -ClientSecret with the application's settings page, and check that the application is installed on the portal.",
        [nameof(AuthorizationErrors.AccessTokenExpired)] = "Connect with -RefreshToken and -Scope to enable token refresh, or with a new -AccessToken.",
        [nameof(AuthorizationErrors.AccessTokenExpiredAgain)] = "Run Update-B24Token, and try again. If the error occurs again, authorize the application again and check the portal's clock.",
        [nameof(AuthorizationErrors.AuthorizationTypeUnfit)] = "Call the method in a session of the other type. Use Connect-B24OAuth for methods that require an application, and Connect-B24Webhook for the others.",
        [nameof(AuthorizationErrors.ApplicationNotInstalled)] = "Install the application on this portal, and complete the installation. Then connect with a new -AuthorizationCode. Compare -ClientId with the application's settings page.",
        [nameof(AuthorizationErrors.ClientIdMissing)] = "Use the cmdlets, which call imbot.v2. With an incoming webhook, a method of the older imbot interface requires the parameter CLIENT_ID.",
        [nameof(AuthorizationErrors.ScopeInsufficient)] = "Run Get-B24Permission to list the scopes that the webhook or application has. Add the missing one: 'imbot' for bots, 'im' for im.v2 methods and notifications, 'user' for users, or 'department' for departments.",
        [nameof(AuthorizationErrors.AuthorizationServerSilent)] = "Check -AuthorizationServer, and check that this computer can reach that server. Then run the cmdlet again. If the server rejects the authorization code or refresh token, it was already used; authorize the application again.",
        [nameof(TokenStoreErrors.TokenStoreUnreadable)] = "Specify another file with -TokenStore. Alternatively, move this file away, and connect with a new authorization code.",
        [nameof(TokenStoreErrors.TokenStoreOfAnotherAccount)] = "Run as the account that created the token store, or specify another file with -TokenStore.",
        [nameof(TokenStoreErrors.TokenStoreOfAnotherApplication)] = "Use -TokenStore to specify a separate file for each application and portal.",
        [nameof(TokenStoreErrors.TokenStoreWithProfile)] = "Specify only one place for the tokens: -TokenStore, -SaveProfile, or the script blocks -OnTokenRead and -OnTokenRefresh.",
        [nameof(TokenStoreErrors.TokenRefreshBlockMissing)] = "Also specify -OnTokenRefresh. A refresh invalidates the tokens in the vault, so the new tokens must be saved.",
        [nameof(TokenStoreErrors.TokenVaultNotRead)] = "Test the script block of -OnTokenRead separately. It must return nothing, the refresh token, or one object with RefreshToken and, optionally, AccessToken, Scope, and Domain.",
        [nameof(TokenStoreErrors.TokenVaultOutOfReach)] = "Run Update-B24Token in the runspace that connected, before the parallel work starts. Alternatively, connect in each runspace, or use -TokenStore or -SaveProfile.",
        [nameof(TokenStoreErrors.TokenVaultBusy)] = "Don't use this session inside -OnTokenRead and -OnTokenRefresh. Use another session if the script block needs one.",
        [nameof(SessionErrors.SessionMissing)] = "Run Connect-B24Webhook, Connect-B24OAuth, or Connect-B24Profile first, or specify -Session. From another runspace, use -Session $using:s.",
        [nameof(SessionErrors.SessionNotFound)] = "Run Get-B24Session -All to list the sessions of this runspace.",
        [nameof(SessionErrors.SessionNameAmbiguous)] = "Specify a unique name with -Name when you connect, or specify the session object, for example from Connect-B24Webhook -PassThru.",
        [nameof(SessionErrors.SessionDeserialized)] = "Connect inside the job, for example with Connect-B24Profile, which keeps secrets out of the script. Alternatively, use Start-ThreadJob instead of Start-Job.",
        [nameof(SessionErrors.ProfileExists)] = "Nothing was changed. Use -Force to replace the profile, or specify another name with -SaveProfile.",
        [nameof(SessionErrors.ProfileNotFound)] = "Save the profile with Connect-B24Webhook or Connect-B24OAuth and -SaveProfile, as the account that uses it. To list the profiles of this account, use Get-B24Profile.",
        [nameof(SessionErrors.ProfileUnreadable)] = "Save the profile again with -SaveProfile, or remove it with Remove-B24Profile.",
        [nameof(SessionErrors.ProfileOfAnotherAccount)] = "Run Connect-B24Webhook or Connect-B24OAuth with -SaveProfile once as the account of the task. On Windows, you can also save the profile with -ProfileScope LocalMachine.",
        [nameof(SessionErrors.ProfileScopeUnsupported)] = "Omit -ProfileScope, and save the profile as the account that uses it.",
    };
}
