using System.Management.Automation;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Commands;

/// <summary>Has the portal keep no more events of the session's user. Those that wait are deleted at once.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "B24UserEvent", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
public sealed class UnregisterB24UserEventCommand : B24SessionCommand
{
    protected override void ProcessRecord()
    {
        B24Session session = RequireSession();
        TryFor(session, () =>
        {
            if (ShouldProcess(NameOf(session), "Keep no more events of the user, and delete those that wait"))
            {
                Send(session, new UnsubscribeUserEventsRequest());
            }
        });
    }
}
