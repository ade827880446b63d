using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Running;

namespace Bitrix24.Imbot.Cmdlets.Events;

/// <summary>Returns a bot's events as they arrive. Each event is confirmed after the pipeline has processed it.</summary>
[Cmdlet(VerbsCommon.Watch, "B24BotEvent", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Watch-B24BotEvent.html")]
[OutputType(typeof(PortalEvent))]
public sealed class WatchB24BotEventCmdlet : B24ListeningCmdlet
{
    [Parameter]
    public SwitchParameter ManualConfirm { get; set; }

    private protected override string Purpose => "Read events, which deletes them on the portal";

    private protected override EventConsumer Consumer => new EventWriter(this, ManualConfirm);
}
