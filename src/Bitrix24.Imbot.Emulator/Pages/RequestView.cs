using Bitrix24.Imbot.Emulator.Faults;
using Bitrix24.Imbot.Emulator.Hosting;
using Bitrix24.Imbot.Emulator.Recording;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Emulator.Pages;

/// <summary>The last requests and their answers, without secrets.</summary>
internal static class RequestView
{
    private const int Newest = 300;
    private const int MaxText = 200_000;

    /// <summary>One line a request, by its number.</summary>
    public static Dictionary<int, JsonNode> List(HostedPortal hosted)
    {
        SecretMask mask = new(hosted.Portal);
        return hosted.Requests.Newest(Newest).ToDictionary(entry => entry.Sequence, entry => Line(entry, mask));
    }

    /// <summary>One request with headers and bodies; null for an unknown number.</summary>
    public static JsonNode? Whole(HostedPortal hosted, int sequence)
    {
        if (hosted.Requests.Snapshot().FirstOrDefault(entry => entry.Sequence == sequence) is not RecordedRequest entry)
        {
            return null;
        }

        SecretMask mask = new(hosted.Portal);
        bool isTokenEndpoint = entry.Method == Fault.TokenEndpoint;
        JsonNode form = Line(entry, mask);
        form["query"] = mask.Hide(entry.Query, isTokenEndpoint);
        form["headers"] = new JsonArray([.. entry.Headers.Select(header => (JsonNode)new JsonObject
        {
            ["name"] = header.Key, ["value"] = mask.HideHeader(header.Key, header.Value),
        })]);
        form["body"] = Cut(mask.Hide(entry.Body, isTokenEndpoint));
        form["answer"] = Cut(mask.Hide(entry.Answer, isTokenEndpoint));
        return form;
    }

    private static JsonNode Line(RecordedRequest entry, SecretMask mask) => new JsonObject
    {
        ["sequence"] = entry.Sequence,
        ["time"] = PortalClock.Text(entry.Time),
        ["httpMethod"] = entry.HttpMethod,
        ["path"] = mask.Hide(entry.Path),
        ["method"] = mask.Hide(entry.Method),
        ["status"] = entry.Status,
        ["error"] = FindError(entry),
        ["fault"] = entry.Fault?.ToString(),
        ["executed"] = entry.Executed,
        ["isEmptyPoll"] = IsEmptyPoll(entry),
    };

    /// <summary>A waiting bot polls all the time. Answers without events are of no interest.</summary>
    private static bool IsEmptyPoll(RecordedRequest entry) => entry.Method.EndsWith(".Event.get", StringComparison.Ordinal)
        && entry.Status == 200 && entry.Answer.Contains("\"events\":[]", StringComparison.Ordinal);

    private static string? FindError(RecordedRequest entry)
    {
        const string start = "{\"error\":\"";
        return entry.Answer.StartsWith(start, StringComparison.Ordinal)
            ? entry.Answer[start.Length..].Split('"', 2)[0]
            : null;
    }

    private static string Cut(string text) => text.Length <= MaxText ? text : text[..MaxText] + $"\n... {text.Length - MaxText} characters more";
}
