using Bitrix24.Imbot.Core.Events;

namespace Bitrix24.Imbot.Cmdlets.Events;

/// <summary>Gets one page of a bot's event queue.</summary>
[Cmdlet(VerbsCommon.Get, "B24BotEvent", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Get-B24BotEvent.html")]
[OutputType(typeof(PortalEvent))]
public sealed class GetB24BotEventCmdlet : B24BotCmdlet
{
    [Parameter]
    [ValidateRange(0L, long.MaxValue)]
    public long? Offset { get; set; }

    [Parameter]
    [ValidateRange(1, EventPage.MaxEvents)]
    public int First { get; set; } = 100;

    [Parameter]
    public SwitchParameter IncludeUserEvents { get; set; }

    protected override void ProcessRecord(B24Session session, long botId) => TryFor(botId, () =>
    {
        if (Offset is not > 0 || ShouldProcess($"Bot {botId} on {NameOf(session)}", $"Delete the events below {Offset}"))
        {
            GetEventsRequest request = new(botId) { Offset = Offset, Limit = First, WithUserEvents = IncludeUserEvents };
            WriteObject(Send(session, request).Events, enumerateCollection: true);
        }
    });
}
