namespace Bitrix24.Imbot.Cmdlets.Sessions;

/// <summary>Removes a session from this runspace. Profiles are kept. Nothing is sent.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "B24Session", DefaultParameterSetName = ObjectSet, HelpUri = OnlineHelp.Pages + "Disconnect-B24Session.html")]
public sealed class DisconnectB24SessionCmdlet : NamedSessionCmdlet
{
    protected override void ProcessRecord() => Sessions.Remove(RequireNamedSession());
}
