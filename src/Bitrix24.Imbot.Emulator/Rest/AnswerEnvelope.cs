using System.Text.Json.Nodes;

namespace Bitrix24.Imbot.Emulator;

/// <summary>The members around a result (server-behaviour 2).</summary>
internal static class AnswerEnvelope
{
    /// <summary>result, time, and what is lifted out of the result.</summary>
    public static JsonObject Success(JsonNode? result, JsonObject time)
    {
        if (result is JsonObject map)
        {
            if (PhpValue.IsTrue(map["error"]) && PhpValue.IsTrue(map["error_description"]))
            {
                return map;
            }

            JsonObject envelope = new() { ["result"] = null };
            foreach (string lifted in (ReadOnlySpan<string>)["next", "total"])
            {
                if (map[lifted] is JsonNode value)
                {
                    map.Remove(lifted);
                    envelope[lifted] = value;
                }
            }

            envelope["result"] = EmptyMapsAsLists(map);
            envelope["time"] = time;
            return envelope;
        }

        return new JsonObject { ["result"] = EmptyMapsAsLists(result), ["time"] = time };
    }

    /// <summary>The time member; with <c>operating</c> on the cloud.</summary>
    public static JsonObject Time(Portal portal, DateTimeOffset start, string loadKey)
    {
        DateTimeOffset finish = portal.Clock.Now;
        double seconds = Math.Round((finish - start).TotalSeconds, 6);
        JsonObject time = new()
        {
            ["start"] = PortalClock.UnixSeconds(start),
            ["finish"] = PortalClock.UnixSeconds(finish),
            ["duration"] = seconds,
            ["processing"] = seconds,
            ["date_start"] = PortalClock.Text(start),
            ["date_finish"] = PortalClock.Text(finish),
        };
        if (portal.Options.Cloud)
        {
            (double operating, DateTimeOffset? resetAt) = portal.Load.Operating(loadKey);
            if (resetAt is DateTimeOffset moment)
            {
                time["operating_reset_at"] = moment.ToUnixTimeSeconds();
            }

            time["operating"] = operating;
        }

        return time;
    }

    /// <summary>PHP has one kind of array: an empty map is written as [] (server-behaviour 2).</summary>
    private static JsonNode? EmptyMapsAsLists(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject { Count: 0 }:
                return new JsonArray();
            case JsonObject map:
                JsonObject copy = [];
                foreach (KeyValuePair<string, JsonNode?> pair in map)
                {
                    copy[pair.Key] = EmptyMapsAsLists(pair.Value);
                }

                return copy;
            case JsonArray list:
                JsonArray listCopy = [];
                foreach (JsonNode? item in list)
                {
                    listCopy.Add(EmptyMapsAsLists(item));
                }

                return listCopy;
            default:
                return node?.DeepClone();
        }
    }
}
