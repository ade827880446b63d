using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>Which part of a queue is asked for; the same for bots and users.</summary>
internal static class EventPaging
{
    /// <summary>Events a page at most (docs/portal/events.md, "Queue").</summary>
    public const int MaxPage = 1000;

    public static void AddTo(JsonMap parameters, long? offset, int limit)
    {
        if (offset is { } from)
        {
            parameters["offset"] = from;
        }

        parameters["limit"] = limit;
    }
}
