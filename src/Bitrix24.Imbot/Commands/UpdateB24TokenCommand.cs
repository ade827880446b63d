using System.Management.Automation;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Commands;

/// <summary>
/// Refreshes the access token of an OAuth session now. Calls do so by themselves when the portal says that it has expired.
/// Under an incoming webhook there is nothing to refresh: a warning, and no request.
/// </summary>
[Cmdlet(VerbsData.Update, "B24Token", SupportsShouldProcess = true)]
[OutputType(typeof(B24Session))]
public sealed class UpdateB24TokenCommand : B24SessionCommand
{
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SessionArgument]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    [ValidateNotNull]
    public override B24Session? Session { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord()
    {
        B24Session session = RequireSession();
        if (session.Kind == Core.Authorization.AuthorizationKind.Webhook)
        {
            WriteWarning($"Session '{session.Name}' is authorized by incoming webhook, which does not expire: there is nothing to refresh.");
            Give(session);
            return;
        }

        if (!ShouldProcess(NameOf(session), "Refresh the access token"))
        {
            return;
        }

        TryFor(session, () =>
        {
            Await((_, cancellation) => session.RefreshTokenAsync(cancellation));
            Give(session);
        });
    }

    private void Give(B24Session session)
    {
        if (PassThru)
        {
            WriteObject(session);
        }
    }
}
