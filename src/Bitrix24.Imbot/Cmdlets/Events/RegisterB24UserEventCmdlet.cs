using Bitrix24.Imbot.Core.Events;

namespace Bitrix24.Imbot.Cmdlets.Events;

/// <summary>Subscribes to the events of the session's user. Repeating the call has no effect.</summary>
[Cmdlet(VerbsLifecycle.Register, "B24UserEvent", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Register-B24UserEvent.html")]
public sealed class RegisterB24UserEventCmdlet : B24SessionCmdlet
{
    protected override void ProcessRecord()
    {
        B24Session session = RequireSession();
        TryFor(session, () =>
        {
            if (ShouldProcess(NameOf(session), "Subscribe to the user's events"))
            {
                Send(session, new SubscribeUserEventsRequest());
            }
        });
    }
}
