namespace Bitrix24.Imbot.Core.Events;

/// <summary>Parameters for a page of a queue, shared by bots and users.</summary>
internal static class EventPaging
{
    /// <summary>Maximum number of events on a page (docs/portal/events.md, "Queue").</summary>
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
