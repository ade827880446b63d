using Bitrix24.Imbot.Core.Revisions;

namespace Bitrix24.Imbot.Cmdlets.Methods;

/// <summary>Gets the revision of the portal's chat interfaces. Doesn't require a bot.</summary>
[Cmdlet(VerbsCommon.Get, "B24ApiRevision", HelpUri = OnlineHelp.Pages + "Get-B24ApiRevision.html")]
[OutputType(typeof(ApiRevision))]
public sealed class GetB24ApiRevisionCmdlet : B24SessionCmdlet
{
    protected override void ProcessRecord()
    {
        B24Session session = RequireSession();
        TryFor(session, () => WriteObject(Send(session, new GetRevisionRequest())));
    }
}
