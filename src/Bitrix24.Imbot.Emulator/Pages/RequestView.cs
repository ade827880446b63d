using System.Text.Json;
using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Faults;
using Bitrix24.Imbot.Emulator.Hosting;
using Bitrix24.Imbot.Emulator.Recording;
using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Pages;

/// <summary>The last requests and their answers, without secrets.</summary>
internal static class RequestView
{
    private const int Newest = 300;
    private const int MaxText = 200_000;

    public static Dictionary<int, JsonNode> List(HostedPortal hosted)
    {
        SecretMask mask = new(hosted.Portal);
        return hosted.Requests.Newest(Newest).ToDictionary(entry => entry.Sequence, entry => Line(hosted.Portal, entry, mask));
    }

    /// <summary>One request with its headers and bodies; null for an unknown number.</summary>
    public static JsonNode? Whole(HostedPortal hosted, int sequence)
    {
        if (hosted.Requests.Snapshot().FirstOrDefault(entry => entry.Sequence == sequence) is not RecordedRequest entry)
        {
            return null;
        }

        SecretMask mask = new(hosted.Portal);
        bool isTokenEndpoint = entry.Method == Fault.TokenEndpoint;
        JsonNode form = hosted.Portal.Locked(() => Line(hosted.Portal, entry, mask));
        form["query"] = mask.Hide(entry.Query, isTokenEndpoint);
        form["headers"] = new JsonArray([.. entry.Headers.Select(header => (JsonNode)new JsonObject
        {
            ["name"] = header.Key, ["value"] = mask.HideHeader(header.Key, header.Value),
        })]);
        form["body"] = Cut(mask.Hide(entry.Body, isTokenEndpoint));
        form["curl"] = ShellCommand.Create(hosted, entry, mask);
        form["cmdlet"] = CmdletCommand.Create(entry, mask);
        form["answer"] = Cut(mask.Hide(entry.Answer, isTokenEndpoint));
        return form;
    }

    private static JsonNode Line(Portal portal, RecordedRequest entry, SecretMask mask)
    {
        (string? code, string? description) = FindError(entry);
        return new JsonObject
        {
            ["sequence"] = entry.Sequence,
            ["time"] = PortalClock.Text(entry.Time),
            ["httpMethod"] = entry.HttpMethod,
            ["path"] = mask.Hide(entry.Path),
            ["method"] = mask.Hide(entry.Method),
            ["botId"] = entry.BotId,
            ["dialogId"] = entry.DialogId is null ? null : mask.Hide(entry.DialogId),
            ["dialogTitle"] = entry.DialogId is null ? null : DialogTitle(portal, entry.DialogId),
            ["words"] = entry.Words is null ? null : mask.Hide(entry.Words),
            ["duration"] = entry.Duration?.TotalMilliseconds,
            ["status"] = entry.Status,
            ["error"] = code,
            ["errorText"] = description is null ? null : mask.Hide(description),
            ["fault"] = entry.Fault?.ToString(),
            ["executed"] = entry.Executed,
            ["isEmptyPoll"] = IsEmptyPoll(entry),
        };
    }

    /// <summary>The title of a group chat or the name of a user; null for a dialog that doesn't exist.</summary>
    private static string? DialogTitle(Portal portal, string dialogId) => Dialogs.UserId(dialogId) is int userId
        ? portal.FindUser(userId)?.Name
        : Dialogs.Find(portal, dialogId, null)?.Title;

    /// <summary>True for a poll without events. A bot that waits for events sends many of them.</summary>
    private static bool IsEmptyPoll(RecordedRequest entry) => entry.Method.EndsWith(".Event.get", StringComparison.Ordinal)
        && entry.Status == 200 && entry.Answer.Contains("\"events\":[]", StringComparison.Ordinal);

    /// <summary>
    /// The code and the description of an error. An error is the first member of its answer, so other answers don't have to be parsed.
    /// </summary>
    private static (string? Code, string? Description) FindError(RecordedRequest entry)
    {
        if (!entry.Answer.StartsWith("{\"error\":\"", StringComparison.Ordinal) || entry.Answer.Length > MaxText)
        {
            return (null, null);
        }

        try
        {
            JsonNode answer = JsonNode.Parse(entry.Answer)!;
            return ((string?)answer["error"], PhpValue.Text(answer["error_description"]));
        }
        catch (JsonException)
        {
            // A fault has cut the answer.
            return (null, null);
        }
    }

    private static string Cut(string text) => text.Length <= MaxText ? text : text[..MaxText] + $"\n... {text.Length - MaxText} more characters";
}
