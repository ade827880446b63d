using System.Management.Automation;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Commands;

/// <summary>Has the portal keep the events of the session's user from now on, for Get-B24UserEvent. Done twice it is done once.</summary>
[Cmdlet(VerbsLifecycle.Register, "B24UserEvent", SupportsShouldProcess = true)]
public sealed class RegisterB24UserEventCommand : B24SessionCommand
{
    protected override void ProcessRecord()
    {
        B24Session session = RequireSession();
        TryFor(session, () =>
        {
            if (ShouldProcess(NameOf(session), "Keep the user's events"))
            {
                Send(session, new SubscribeUserEventsRequest());
            }
        });
    }
}
