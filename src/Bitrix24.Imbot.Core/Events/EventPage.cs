using System.Text;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>One page of an event queue.</summary>
public sealed class EventPage
{
    /// <summary>Maximum number of events on a page (docs/portal/events.md, "Queue").</summary>
    internal const int MaxEvents = 1000;

    internal EventPage(JsonElement result, long? offset, ApiMethod method)
    {
        Events = ExpectedResult.List(result.Member("events"), "events", method).Select(item => new PortalEvent(item)).ToArray();
        NextOffset = Events.Count > 0 && Events[Events.Count - 1].UsableId is { } last ? last + 1 : result.Number("nextOffset") ?? offset ?? 0;
        HasMore = result.Flag("hasMore");
    }

    private EventPage(PortalEvent item, long nextOffset)
    {
        Events = [item];
        NextOffset = nextOffset;
        HasMore = true;
    }

    /// <summary>The events, oldest first.</summary>
    public IReadOnlyList<PortalEvent> Events { get; }

    /// <summary>The offset that confirms all of these events. If there are none, the offset of the request.</summary>
    public long NextOffset { get; }

    /// <summary>Whether the page is full and more events may follow (docs/portal/events.md, "Queue").</summary>
    public bool HasMore { get; }

    /// <summary>A page that replaces one with an event that couldn't be read.</summary>
    internal static EventPage CreateUnreadable(long number) =>
        new(PortalEvent.FromJson(Encoding.ASCII.GetBytes(FormattableString.Invariant($"{{\"eventId\":{number}}}"))), number + 1);
}
