using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Events;

/// <summary><c>imbot.v2.Event.get</c>: one page of a bot's queue.</summary>
public sealed class GetEventsRequest(long botId) : BotRequest<EventPage>(ApiMethods.EventGet, botId)
{
    /// <summary>The first event to return; the portal deletes all events below it. Null returns the oldest events and deletes none.</summary>
    public long? Offset { get; init; }

    /// <summary>Maximum number of events, 1 to 1,000.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Whether to include the events of the subscribed user. One offset then confirms both kinds.</summary>
    public bool WithUserEvents { get; init; }

    private protected override void AddParameters(JsonMap parameters) => parameters
        .AddUnlessNull("offset", Offset)
        .AddUnlessNull("limit", Limit)
        .AddUnlessNull("withUserEvents", WithUserEvents ? true : null);

    /// <inheritdoc />
    public override EventPage ReadResult(JsonElement result) => new(result, Offset, Method);

    /// <inheritdoc />
    internal override EventPage ReadResult(JsonElement result, SeenMessages seen, long newestBefore)
    {
        EventPage page = ReadResult(result);
        foreach (PortalEvent item in page.Events)
        {
            seen.See(item.MessageId);
        }

        return page;
    }
}
