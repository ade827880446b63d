using Bitrix24.Imbot.Core.Events;

namespace Bitrix24.Imbot.Cmdlets.Events;

/// <summary>Gets one page of the event queue of the session's user. Register-B24UserEvent starts the queue.</summary>
[Cmdlet(VerbsCommon.Get, "B24UserEvent", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Get-B24UserEvent.html")]
[OutputType(typeof(PortalEvent))]
public sealed class GetB24UserEventCmdlet : B24SessionCmdlet
{
    [Parameter]
    [ValidateRange(0L, long.MaxValue)]
    public long? Offset { get; set; }

    [Parameter]
    [ValidateRange(1, EventPage.MaxEvents)]
    public int First { get; set; } = 100;

    protected override void ProcessRecord()
    {
        B24Session session = RequireSession();
        TryFor(session, () =>
        {
            if (Offset is not > 0 || ShouldProcess(NameOf(session), $"Delete the user's events below {Offset}"))
            {
                WriteObject(Send(session, new GetUserEventsRequest { Offset = Offset, Limit = First }).Events, enumerateCollection: true);
            }
        });
    }
}
