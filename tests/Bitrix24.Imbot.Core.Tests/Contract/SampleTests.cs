using System.Text.Json;
using System.Text.Json.Nodes;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Chats;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Files;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Permissions;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Revisions;
using Bitrix24.Imbot.Core.SlashCommands;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Contract;

/// <summary>Every sample answer and event is read into its type, whose properties show everything that it contains.</summary>
public sealed class SampleTests
{
    /// <summary>Methods whose answers are only checked for success.</summary>
    private static readonly string[] NotLookedAt = ["im.v2.Chat.Bot.sendContext"];

    /// <summary>Members of answers that the type intentionally does not show, each with a reason.</summary>
    private static readonly Dictionary<string, string> NotShown = new()
    {
        ["imbot.v2.Chat.add users"] = "Get-B24BotChatUser gives who is in a chat, all of them",
        ["imbot.v2.Chat.get users"] = "Get-B24BotChatUser gives who is in a chat, all of them",
        ["imbot.v2.File.upload chatId"] = "the file says the same",
        ["im.v2.File.upload chatId"] = "the file says the same",
        ["imbot.v2.Event.get lastEventId"] = "the name that nextOffset had before",
        ["imbot.v2.Event.get nextOffset"] = "is the last event's id and 1",
        ["im.v2.Event.get nextOffset"] = "is the last event's id and 1",
    };

    private static readonly Dictionary<string, Func<JsonElement, object?>> Readers = new()
    {
        ["imbot.v2.Revision.get"] = Of(new GetRevisionRequest()),
        ["imbot.v2.Bot.register"] = Of(new RegisterBotRequest("code", "Name")),
        ["imbot.v2.Bot.update"] = Of(new UpdateBotRequest(1, new BotSettings { IsHidden = true })),
        ["imbot.v2.Bot.get"] = Of(new GetBotRequest(1)),
        ["imbot.v2.Bot.list"] = Of(new ListBotsRequest()),
        ["imbot.v2.Bot.unregister"] = Of(new UnregisterBotRequest(1)),
        ["imbot.v2.Chat.add"] = Of(new AddChatRequest(1)),
        ["imbot.v2.Chat.get"] = Of(new GetChatRequest(1, "chat5")),
        ["imbot.v2.Chat.update"] = Of(new UpdateChatRequest(1, "chat5", new ChatProperties { Title = "T" })),
        ["imbot.v2.Chat.setOwner"] = Of(new SetChatOwnerRequest(1, "chat5", 2)),
        ["imbot.v2.Chat.leave"] = Of(new LeaveChatRequest(1, "chat5")),
        ["imbot.v2.Chat.User.add"] = Of(new AddChatUsersRequest(1, "chat5", [2])),
        ["imbot.v2.Chat.User.delete"] = Of(new RemoveChatUserRequest(1, "chat5", 2)),
        ["imbot.v2.Chat.User.list"] = Of(new ListChatUsersRequest(1, "chat5")),
        ["imbot.v2.Chat.Manager.add"] = Of(new AddChatManagersRequest(1, "chat5", [2])),
        ["imbot.v2.Chat.Manager.delete"] = Of(new RemoveChatManagersRequest(1, "chat5", [2])),
        ["imbot.v2.Chat.Message.send"] = Of(new SendMessageRequest(1, "chat5", "text")),
        ["imbot.v2.Chat.Message.update"] = Of(new UpdateMessageRequest(1, 2, new MessageChange { Text = "text" })),
        ["imbot.v2.Chat.Message.delete"] = Of(new DeleteMessageRequest(1, 2, false)),
        ["imbot.v2.Chat.Message.read"] = Of(new ReadMessagesRequest(1, "chat5", null)),
        ["imbot.v2.Chat.Message.get"] = Of(new GetMessageRequest(1, 2)),
        ["imbot.v2.Chat.Message.getContext"] = Of(new GetMessageContextRequest(1, 2, 50)),
        ["imbot.v2.Chat.Message.Reaction.add"] = Of(new AddReactionRequest(1, 2, "like")),
        ["imbot.v2.Chat.Message.Reaction.delete"] = Of(new RemoveReactionRequest(1, 2, "like")),
        ["imbot.v2.Chat.InputAction.notify"] = Of(new NotifyInputActionRequest(1, "chat5")),
        ["imbot.v2.Chat.TextField.enabled"] = Of(new SetTextFieldRequest(1, "chat5", true)),
        ["imbot.v2.Command.register"] = Of(new RegisterSlashCommandRequest(1, new SlashCommandProperties { Command = "ping", IsHidden = true })),
        ["imbot.v2.Command.update"] = Of(new UpdateSlashCommandRequest(1, 2, new SlashCommandProperties { IsHidden = true })),
        ["imbot.v2.Command.list"] = Of(new ListSlashCommandsRequest(1)),
        ["imbot.v2.Command.unregister"] = Of(new UnregisterSlashCommandRequest(1, 2)),
        ["imbot.v2.Command.answer"] = Of(new AnswerSlashCommandRequest(1, 2, 3, "chat5", "text")),
        ["imbot.v2.Event.get"] = Of(new GetEventsRequest(1)),
        ["imbot.v2.File.upload"] = result => StoredFile.Sent(result, "chat5", 1),
        ["imbot.v2.File.download"] = result => new GetFileLinkRequest(1, 2).ReadResult(result).Reveal(),
        ["im.v2.Event.subscribe"] = Of(new SubscribeUserEventsRequest()),
        ["im.v2.Event.unsubscribe"] = Of(new UnsubscribeUserEventsRequest()),
        ["im.v2.Event.get"] = Of(new GetUserEventsRequest()),
        ["im.v2.File.upload"] = result => StoredFile.Sent(result, "chat5", null),
        ["im.v2.File.download"] = result => new GetUserFileLinkRequest("chat5", 2).ReadResult(result).Reveal(),
        ["im.v2.Chat.Bot.sendContext"] = Of(new SendBotContextRequest("8", [])),
        ["scope"] = Of(new GetPermissionsRequest()),
    };

    public static TheoryData<string> Methods => [.. Facts.Methods.Select(method => method.GetProperty("name").GetString()!)];

    public static TheoryData<string> Answers => [.. Facts.Samples.Where(sample => Readers.ContainsKey(MethodOf(sample.Value)))
        .SelectMany(sample => sample.Value.EnumerateObject()
            .Where(member => member.Name.StartsWith("success", StringComparison.Ordinal))
            .Select(member => $"{sample.Key}/{member.Name}")).Order(StringComparer.Ordinal)];

    public static TheoryData<string> EventNames => [.. Facts.Events.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Every_method_has_a_type_and_a_sample(string method)
    {
        Assert.Contains(method, Readers.Keys);
        Assert.Contains(Facts.Samples.Values, sample => MethodOf(sample) == method);
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void Every_sample_answer_is_read_completely(string sample)
    {
        JsonElement file = Facts.Samples[sample.Split('/')[0]];
        string method = MethodOf(file);
        JsonElement body = file.GetProperty(sample.Split('/')[1]).GetProperty("body");
        if (NotLookedAt.Contains(method))
        {
            Assert.Equal(true, Readers[method](body));
            return;
        }

        HttpAnswer answer = new(200, JsonSerializer.SerializeToUtf8Bytes(body), null, null);
        PortalAnswer read = AnswerReader.Read(answer, new Uri("https://portal.example.com/"), ApiMethod.Parse(method), []);
        Shown whole = new(Readers[method](read.Result));
        AssertShown(whole, JsonNode.Parse(read.Result.GetRawText())!, method, other => new Shown(Readers[method](other)));
    }

    [Theory]
    [MemberData(nameof(EventNames))]
    public void Every_fetched_event_is_read_completely(string name)
    {
        JsonElement item = Facts.Events[name].GetProperty("fetchItem");
        PortalEvent fetched = new(item);

        Assert.Equal(name, fetched.Type);
        Assert.NotEqual(EventKind.Other, fetched.Kind);
        AssertShown(new Shown(fetched), JsonNode.Parse(item.GetRawText())!, name, other => new Shown(new PortalEvent(other)));
    }

    [Theory]
    [MemberData(nameof(EventNames))]
    public void A_pushed_event_has_the_same_content_as_the_fetched_event(string name)
    {
        if (!Facts.Events[name].TryGetProperty("webhook", out JsonElement webhook))
        {
            Assert.StartsWith("ONIMV2", name, StringComparison.Ordinal);
            return;
        }

        PortalEvent fetched = new(Facts.Events[name].GetProperty("fetchItem"));
        PortalEvent pushed = new(webhook.GetProperty("decoded"));
        Assert.Equal(Said(fetched), Said(pushed));
        Assert.Null(pushed.EventId);
        Assert.DoesNotContain("access-token-placeholder", string.Join(' ', Showing.Of(pushed).Where(pair => pair.Key != "Extra").Select(pair => pair.Value)), StringComparison.Ordinal);
    }

    private static string Said(PortalEvent item) => string.Join(
        " | ", item.Type, item.Kind, item.BotId, item.DialogId, item.MessageId, item.UserId, item.CommandId, item.Summary, item.Language, item.Chat?.Name, item.User?.Email);

    /// <summary>Changes each value separately, and checks that the change is visible.</summary>
    private static void AssertShown(Shown whole, JsonNode result, string what, Func<JsonElement, Shown> read)
    {
        List<string> lost = [];
        foreach (string[] path in Leaves(result, []))
        {
            bool isExpected = Enumerable.Range(1, path.Length).Any(length => NotShown.ContainsKey($"{what} {string.Join('.', path.Take(length))}"));
            if (!isExpected && !SaidTwice(result, path) && Showing.Difference(whole, read(Changed(result, path))).Length == 0)
            {
                lost.Add(string.Join('.', path));
            }
        }

        Assert.Empty(lost);
    }

    /// <summary>Older spellings of the same member, and the dialog of an event whose chat contains it.</summary>
    private static bool SaidTwice(JsonNode result, string[] path) => path.Length > 0 && (path[^1] is "chat_id" or "author_id"
        || (path[^1] is "dialogId" && At(result, path[..^1]) is JsonObject data && data["chat"] is JsonObject chat && chat.ContainsKey("dialogId")));

    /// <summary>Paths of all values that say something: empty ones look the same when they are not there.</summary>
    private static IEnumerable<string[]> Leaves(JsonNode? node, string[] path) => node switch
    {
        JsonObject map => map.SelectMany(member => Leaves(member.Value, [.. path, member.Key])),
        JsonArray list => list.SelectMany((item, index) => Leaves(item, [.. path, index.ToString(System.Globalization.CultureInfo.InvariantCulture)])),
        null => [],
        _ when node.ToJsonString() is not ("false" or "\"\"" or "0" or "\"N\"" or "\"{}\"") => [path],
        _ => [],
    };

    private static JsonElement Changed(JsonNode result, string[] path)
    {
        JsonNode? copy = result.DeepClone();
        JsonNode value = At(copy, path)!;
        JsonNode other = value.GetValueKind() switch
        {
            JsonValueKind.String when value.GetValue<string>() is "Y" => "N",
            JsonValueKind.String when value.GetValue<string>() is var text && text.StartsWith("20", StringComparison.Ordinal) => text.Replace("20", "19"),
            JsonValueKind.String => value.GetValue<string>() + "x",
            JsonValueKind.Number => value.GetValue<double>() + 1,
            _ => false,
        };
        if (path.Length == 0)
        {
            copy = other;
        }
        else
        {
            value.ReplaceWith(other);
        }

        return JsonDocument.Parse(copy.ToJsonString()).RootElement;
    }

    private static JsonNode? At(JsonNode? node, string[] path) =>
        path.Aggregate(node, (current, part) => current is JsonArray list ? list[Index(part)] : current![part]);

    private static int Index(string part) => int.Parse(part, System.Globalization.CultureInfo.InvariantCulture);

    private static string MethodOf(JsonElement sample) => sample.TryGetProperty("method", out JsonElement method) ? method.GetString()! : "";

    private static Func<JsonElement, object?> Of<TResult>(PortalRequest<TResult> request) => result => request.ReadResult(result);

    /// <summary>A result of any type, including a bare list or value.</summary>
    private sealed record Shown(object? Value);
}
