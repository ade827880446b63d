using System.Text.Json;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>One page of a queue of events.</summary>
public sealed class EventPage
{
    internal EventPage(JsonElement result, long? offset, MethodName method)
    {
        Events = ExpectedResult.List(result.Member("events"), "events", method).Select(item => new PortalEvent(item)).ToArray();
        NextOffset = Events.Count > 0 && Events[Events.Count - 1].EventId is { } last ? last + 1 : result.Number("nextOffset") ?? offset ?? 0;
        HasMore = result.Flag("hasMore");
    }

    /// <summary>The events, oldest first.</summary>
    public IReadOnlyList<PortalEvent> Events { get; }

    /// <summary>The offset that confirms all of them; the one that was sent where there are none.</summary>
    public long NextOffset { get; }

    /// <summary>Whether the page was full, so that more may wait (server-behaviour.md 9.1).</summary>
    public bool HasMore { get; }
}
