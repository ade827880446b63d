using System.Net;
using System.Text.Json.Nodes;
using Bitrix24.Imbot.Emulator.Actions;

namespace Bitrix24.Imbot.Emulator.Tests;

public sealed class BatchTests : EmulatorTest
{
    private const string Bot = "botId=456&botToken=my_bot_token";

    [Fact]
    public async Task RunsInOrderAndAnswersByKey()
    {
        const string send = $"imbot.v2.Chat.Message.send?{Bot}&dialogId=chat5&fields[message]=one%20%26+two";
        Reply reply = await BatchAsync(new { a = send, b = "profile", c = "no.such" });
        Assert.Equal("one & two", Assert.Single(Portal.MessagesOf("chat5")).Text);
        Assert.Equal("1", reply.Text("result", "b", "ID"));
        Assert.Equal("ERROR_METHOD_NOT_FOUND", reply.Text("result_error", "c", "error"));
        Assert.Equal(["a", "b"], reply.At("result_time")!.AsObject().Select(pair => pair.Key));
        Assert.Equal("[]", reply.At("result_total")!.ToJsonString());
        Assert.Equal("[]", reply.At("result_next")!.ToJsonString());
    }

    [Fact]
    public async Task KeysFromZeroBecomeAList()
    {
        Reply list = await HookAsync("batch", new { cmd = new[] { "profile", "scope" } });
        Assert.IsType<JsonArray>(list.At("result"));
        Reply failed = await HookAsync("batch", new { cmd = new[] { "nope", "scope" } });
        Assert.IsType<JsonObject>(failed.At("result"));
        Assert.IsType<JsonArray>(failed.At("result_error"));
    }

    [Fact]
    public async Task BatchOfFailedCommandsAnswers200()
    {
        Reply reply = await BatchAsync(new { a = $"imbot.v2.Chat.Message.send?{Bot}&dialogId=chat5" });
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal("EMPTY_MESSAGE", reply.Text("result_error", "a", "error"));
        Assert.Equal("[]", reply.At("result")!.ToJsonString());
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("true", true)]
    [InlineData("\"false\"", true)]
    [InlineData("0", false)]
    [InlineData("false", false)]
    [InlineData("\"0\"", false)]
    public async Task HaltIsReadAsPhpTruth(string halt, bool stops)
    {
        Reply reply = await HookAsync("batch", new { HALT = JsonNode.Parse(halt), Cmd = new { a = "nope", b = "scope" } });
        Assert.Equal(stops, reply.At("result") is JsonArray);
    }

    [Fact]
    public async Task FiftyFirstCommandIsRefusedAndTheFirstFiftyRun()
    {
        string[] cmd = [.. Enumerable.Range(0, 52).Select(_ => "server.time")];
        Reply reply = await HookAsync("batch", new { cmd });
        Assert.Equal(50, reply.At("result")!.AsArray().Count);
        Assert.Equal(["50", "51"], reply.At("result_error")!.AsObject().Select(pair => pair.Key));
        Assert.Equal("ERROR_BATCH_LENGTH_EXCEEDED", reply.Text("result_error", "51", "error"));
    }

    [Fact]
    public async Task SomeMethodsAreRefusedAndCommandsThatAreNotTextAreIgnored()
    {
        Reply reply = await BatchAsync(new { a = "batch?cmd[x]=profile", b = "download", c = "upload", d = new { x = 1 }, e = "profile" });
        Assert.All(reply.At("result_error")!.AsObject(), pair => Assert.Equal("ERROR_BATCH_METHOD_NOT_ALLOWED", (string?)pair.Value!["error"]));
        Assert.Equal(3, reply.At("result_error")!.AsObject().Count);
        Assert.Equal(["e"], reply.At("result")!.AsObject().Select(pair => pair.Key));
    }

    [Fact]
    public async Task ReferencesInsertEarlierResults()
    {
        Reply reply = await BatchAsync(new
        {
            chat = $"imbot.v2.Chat.get?{Bot}&dialogId=chat5",
            say = $"imbot.v2.Chat.Message.send?{Bot}&dialogId=$result[chat][chat][dialogId]&fields[message]=In $result[chat][chat][name] now",
        });
        Assert.Equal("[]", reply.At("result_error")!.ToJsonString());
        Assert.Equal("In General talk now", Assert.Single(Portal.MessagesOf("chat5")).Text);
    }

    [Fact]
    public async Task UserTextIsReadAsAReference()
    {
        Reply reply = await BatchAsync(new
        {
            chat = $"imbot.v2.Chat.get?{Bot}&dialogId=chat5",
            number = $"imbot.v2.Chat.get?{Bot}&dialogId=$result[chat][chat][id]",
            whole = $"imbot.v2.Chat.Message.send?{Bot}&dialogId=chat5&fields[message]=$result[chat][chat]",
            partial = $"imbot.v2.Chat.Message.send?{Bot}&dialogId=chat5&fields[message]=see%20$result[nothing][x]",
            upper = $"imbot.v2.Chat.Message.send?{Bot}&dialogId=chat5&fields[message]=$RESULT[chat][chat][name]",
        });
        Assert.Equal("100", reply.Text("result_error", "number", "error"));
        Assert.Equal("EMPTY_MESSAGE", reply.Text("result_error", "whole", "error"));
        Assert.Equal("EMPTY_MESSAGE", reply.Text("result_error", "upper", "error"));
        Assert.Equal("see $result[nothing][x]", Assert.Single(Portal.MessagesOf("chat5")).Text);
    }

    [Fact]
    public async Task HashEndsACommandAndTheSecurityFilterBreaksScripts()
    {
        await BatchAsync(new
        {
            a = $"imbot.v2.Chat.Message.send?{Bot}&dialogId=chat5&fields[message]=Order #5",
            b = $"imbot.v2.Chat.Message.send?{Bot}&dialogId=chat5&fields[message]=%3Cscript%3E %235",
        });
        Assert.Equal(["Order", "<sc ript> #5"], Portal.MessagesOf("chat5").Select(message => message.Text));
        await SendAsync(new { message = "<script>" });
        Assert.Equal("<script>", Portal.MessagesOf("chat5")[^1].Text);
    }

    [Fact]
    public async Task CommandsUseTheBatchsCredentialsAndTheirOwnScope()
    {
        object cmd = new { a = "user.current", b = "imbot.v2.Chat.get?botId=457&dialogId=chat5&auth=nonsense" };
        Reply reply = await OAuthAsync("batch", new { cmd });
        Assert.Equal("insufficient_scope", reply.Text("result_error", "a", "error"));
        Assert.Equal("chat5", reply.Text("result", "b", "chat", "dialogId"));
    }

    [Fact]
    public async Task InnerCommandsOfAWebhookAreCountedApart()
    {
        Portal.Load.Spend("profile", 500);
        Reply reply = await BatchAsync(new { a = "profile" });
        Assert.Equal("1", reply.Text("result", "a", "ID"));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await HookAsync("profile")).Status);
    }

    [Fact]
    public async Task BatchWorksByGet()
    {
        string get = Uri.EscapeDataString($"imbot.v2.Chat.get?{Bot}&dialogId=chat5");
        Reply reply = await GetAsync($"{Hook("batch").AbsolutePath[1..]}?cmd[a]=profile&cmd[b]={get}");
        Assert.Equal("chat5", reply.Text("result", "b", "chat", "dialogId"));
    }

    private Task<Reply> BatchAsync(object cmd) => HookAsync("batch", new { cmd, halt = 0 });
}
