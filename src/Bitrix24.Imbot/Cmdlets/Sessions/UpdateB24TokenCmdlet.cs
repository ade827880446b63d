namespace Bitrix24.Imbot.Cmdlets.Sessions;

/// <summary>
/// Refreshes the access token of an OAuth session. Calls refresh an expired token automatically. For an incoming webhook, it writes a warning and sends nothing.
/// </summary>
[Cmdlet(VerbsData.Update, "B24Token", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Update-B24Token.html")]
[OutputType(typeof(B24Session))]
public sealed class UpdateB24TokenCmdlet : PipedSessionCmdlet
{
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord()
    {
        B24Session session = RequireSession();
        if (session.Kind == Core.Authorization.AuthorizationKind.Webhook)
        {
            WriteWarning($"Nothing was refreshed. Session '{session.Name}' uses an incoming webhook, which doesn't expire.");
            WriteIfPassThru(session);
            return;
        }

        if (!ShouldProcess(NameOf(session), "Refresh the access token"))
        {
            return;
        }

        TryFor(session, () =>
        {
            Await((_, cancellation) => session.RefreshTokenAsync(cancellation));
            WriteIfPassThru(session);
        });
    }

    private void WriteIfPassThru(B24Session session)
    {
        if (PassThru)
        {
            WriteObject(session);
        }
    }
}
