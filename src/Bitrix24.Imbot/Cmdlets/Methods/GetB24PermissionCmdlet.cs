using Bitrix24.Imbot.Core.Permissions;

namespace Bitrix24.Imbot.Cmdlets.Methods;

/// <summary>Gets the scopes of the webhook or application, or all scopes of the portal. Doesn't require a bot.</summary>
[Cmdlet(VerbsCommon.Get, "B24Permission", HelpUri = OnlineHelp.Pages + "Get-B24Permission.html")]
[OutputType(typeof(string))]
public sealed class GetB24PermissionCmdlet : B24SessionCmdlet
{
    [Parameter]
    public SwitchParameter All { get; set; }

    protected override void ProcessRecord()
    {
        B24Session session = RequireSession();
        TryFor(session, () => WriteObject(Send(session, new GetPermissionsRequest { IsFull = All }), enumerateCollection: true));
    }
}
