using Bitrix24.Imbot.Core.Events;

namespace Bitrix24.Imbot.Cmdlets.Events;

/// <summary>Unsubscribes from the events of the session's user. Queued events are deleted immediately.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "B24UserEvent", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = OnlineHelp.Pages + "Unregister-B24UserEvent.html")]
public sealed class UnregisterB24UserEventCmdlet : B24SessionCmdlet
{
    protected override void ProcessRecord()
    {
        B24Session session = RequireSession();
        TryFor(session, () =>
        {
            if (ShouldProcess(NameOf(session), "Unsubscribe from the user's events and delete queued events"))
            {
                Send(session, new UnsubscribeUserEventsRequest());
            }
        });
    }
}
