using System.Management.Automation;
using Bitrix24.Imbot.Sessions;

namespace Bitrix24.Imbot.Commands;

/// <summary>Forgets a session of this runspace. Profiles stay; nothing is sent.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "B24Session", DefaultParameterSetName = ObjectSet)]
public sealed class DisconnectB24SessionCommand : NamedSessionCommand
{
    /// <inheritdoc />
    protected override void ProcessRecord() => SessionStore.Remove(RequireNamedSession());
}
