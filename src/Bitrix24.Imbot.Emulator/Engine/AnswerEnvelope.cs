using Bitrix24.Imbot.Emulator.Actions;

namespace Bitrix24.Imbot.Emulator.Engine;

/// <summary>Adds the members around a result (docs/portal/protocol.md, "Answers").</summary>
internal static class AnswerEnvelope
{
    /// <summary>Creates an answer with result, time, and the members that move from the result to the top level.</summary>
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

            envelope["result"] = PhpValue.AsList(Detach(map)!.AsObject());
            envelope["time"] = time;
            return envelope;
        }

        return new JsonObject { ["result"] = Detach(result), ["time"] = time };
    }

    /// <summary>Creates the time member, with <c>operating</c> on cloud portals.</summary>
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

    /// <summary>A node can have only one parent, so a node with a parent is copied.</summary>
    private static JsonNode? Detach(JsonNode? node) => node?.Parent is null ? node : node.DeepClone();
}
