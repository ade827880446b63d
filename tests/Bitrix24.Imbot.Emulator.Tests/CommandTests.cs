using System.Text.Json.Nodes;
using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Emulator.Tests;

public sealed class CommandTests : EmulatorTest
{
    [Fact]
    public async Task RegisterAnswersBooleansAndASlash()
    {
        Reply reply = await RegisterAsync(new { command = "/help", title = new { EN = "Help" }, common = "Y", extranetSupport = true });
        JsonNode command = reply.MustSucceed().At("command")!;
        Assert.Equal("/help", (string?)command["command"]);
        Assert.True((bool)command["common"]! && (bool)command["extranetSupport"]! && !(bool)command["hidden"]!);
        Assert.Equal("Help", Portal.Commands[0].Titles["en"]);
        Reply again = await RegisterAsync(new { command = "help", common = false });
        Assert.Equal((command["id"]!.GetValue<int>(), true), (again.Int("command", "id"), (bool)again.At("command", "common")!));
    }

    [Theory]
    [InlineData("""{"command":5}""", "COMMAND_NAME_INVALID")]
    [InlineData("""{"command":"/"}""", "COMMAND_REQUIRED")]
    [InlineData("""{"title":{"en":"x"}}""", "COMMAND_REQUIRED")]
    [InlineData("""{"command":"a"}""", "COMMAND_TITLE_REQUIRED")]
    public async Task RegisterRefuses(string fields, string code) => (await RegisterAsync(JsonNode.Parse(fields)!)).MustFail(code);

    [Fact]
    public async Task LongNamesAreRefusedAndLongTextsAreDropped()
    {
        string longest = string.Concat(Enumerable.Repeat("\U0001F600", 255));
        (await RegisterAsync(new { command = longest, title = new { en = longest, eng = "x", ru = longest + "x", de = "x" }, @params = new { de = longest + "x" } })).MustSucceed();
        Assert.Equal(["en"], Assert.Single(Portal.Commands).Titles.Keys);
        (await RegisterAsync(new { command = longest + "x", title = new { en = "x" } })).MustFail("COMMAND_REGISTER_FAILED");
    }

    [Fact]
    public async Task HiddenCommandNeedsNoTitleAndFlatParametersAreRead()
    {
        (await RegisterAsync(new { command = "a", hidden = true })).MustSucceed();
        Reply flat = await BotAsync("Command.register", new { command = "flat", title = new { en = "T" }, hidden = "N" });
        Assert.Equal("/flat", flat.MustSucceed().Text("command", "command"));
    }

    [Fact]
    public async Task ListStartsWithBuiltInCommandsAndHasTextFlags()
    {
        await RegisterAsync(new { command = "help", title = new { de = "Hilfe", en = "Help" }, @params = new { en = "[topic]" } });
        JsonArray list = (await BotAsync("Command.list")).MustSucceed().At("commands")!.AsArray();
        Assert.Equal(["def0", "def1", "def2", "def3", "def4", "def5"], list.Take(6).Select(row => (string)row!["id"]!));
        Assert.Equal(["/me", "/loud", "/>>", "/rename", "/getDialogId", "/webrtcDebug"], list.Take(6).Select(row => (string)row!["command"]!));
        JsonObject own = list[6]!.AsObject();
        Assert.Equal("/help | N | N | Help | [topic] | Docs Bot", own.Show("command", "common", "extranet", "title", "params", "category"));
        Assert.False(own.ContainsKey("hidden"));
        Assert.False(own.ContainsKey("extranetSupport"));
    }

    [Fact]
    public async Task UpdateChecksNameAndTitle()
    {
        int id = (await RegisterAsync(new { command = "a", title = new { en = "A", de = "B" }, @params = new { en = "p" } })).Int("command", "id");
        await RegisterAsync(new { command = "taken", hidden = true });
        (await UpdateAsync(999, new { command = "x" })).MustFail("COMMAND_NOT_FOUND");
        (await UpdateAsync(id, new { command = 5 })).MustFail("COMMAND_NAME_INVALID");
        (await UpdateAsync(id, new { command = "/" })).MustFail("COMMAND_NAME_EMPTY");
        (await UpdateAsync(id, new { command = "taken" })).MustFail("COMMAND_ALREADY_EXISTS");
        (await UpdateAsync(id, new { command = "renamed", title = "text" })).MustFail("COMMAND_TITLE_INVALID");
        Assert.Equal("a", Portal.Commands[0].Name);
        (await UpdateAsync(id, new { @params = new { en = "ignored" }, common = true })).MustSucceed();
        Assert.Equal("p", Portal.Commands[0].Parameters["en"]);
        Reply reply = await UpdateAsync(id, new { command = "/renamed", title = new { en = "New", de = (string?)null }, @params = new { en = "q" } });
        Assert.Equal("/renamed", reply.MustSucceed().Text("command", "command"));
        Assert.Equal(["en"], Portal.Commands[0].Titles.Keys);
        Assert.Equal("q", Portal.Commands[0].Parameters["en"]);
    }

    [Fact]
    public async Task AnotherBotsCommandIsNotFound()
    {
        int id = (await RegisterAsync(new { command = "a", hidden = true })).Int("command", "id");
        (await OAuthAsync("imbot.v2.Command.unregister", new { botId = 457, commandId = id })).MustFail("COMMAND_NOT_FOUND");
        (await BotAsync("Command.unregister", new { commandId = id })).MustSucceed();
        Assert.Empty(Portal.Commands);
    }

    [Fact]
    public async Task TypedCommandsBecomeEventsAndNoMessages()
    {
        await RegisterAsync(new { command = "help", hidden = true });
        Portal.Write(17, "chat5", "text\n/help  me please\n/unknown\n[USER=456]Docs[/USER]");
        LoggedEvent called = Assert.Single(EventsOf(BotId));
        Assert.Equal("ONIMBOTV2COMMANDADD", called.Type);
        JsonNode command = called.Data["command"]!;
        Assert.Equal(("/help", " me please", "textarea"), ((string?)command["command"], (string?)command["params"], (string?)command["context"]));
        Assert.Equal(17, (int?)called.Data["user"]!["id"]);
    }

    [Fact]
    public async Task UnknownCommandsComeAsMessages()
    {
        Portal.Write(17, "456", "/unknown");
        Assert.Equal(["ONIMBOTV2JOINCHAT", "ONIMBOTV2MESSAGEADD"], EventsOf(BotId).Select(entry => entry.Type));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task CommonCommandsWorkEverywhereAndExtranetUsersNeedSupport()
    {
        await RegisterAsync(new { command = "everywhere", hidden = true, common = true });
        await RegisterAsync(new { command = "here", hidden = true });
        Chat elsewhere = Portal.AddChat("Elsewhere", 1, 17);
        Portal.Write(17, $"chat{elsewhere.Id}", "/here");
        Assert.Empty(EventsOf(BotId));
        Portal.Write(17, $"chat{elsewhere.Id}", "/everywhere");
        Assert.Single(EventsOf(BotId));
        User guest = Portal.AddUser("Guest", isExtranet: true);
        Portal.AddMember(elsewhere, guest.Id);
        Portal.Write(guest.Id, $"chat{elsewhere.Id}", "/everywhere");
        Assert.Single(EventsOf(BotId));
    }

    [Fact]
    public async Task BotsOwnTextRunsCommands()
    {
        await RegisterAsync(new { command = "help", hidden = true });
        await SendAsync(new { message = "/help" });
        Assert.Equal("ONIMBOTV2COMMANDADD", Assert.Single(EventsOf(BotId)).Type);
        await SendAsync(new { message = "/help", system = true });
        Assert.Single(EventsOf(BotId));
    }

    [Fact]
    public async Task InAPrivateChatABotDoesNotCallItself()
    {
        await RegisterAsync(new { command = "help", hidden = true });
        await SendAsync(new { message = "/help" }, "17");
        Assert.DoesNotContain(EventsOf(BotId), entry => entry.Type == "ONIMBOTV2COMMANDADD");
        Portal.Write(17, "456", "/help");
        Assert.Single(EventsOf(BotId), entry => entry.Type == "ONIMBOTV2COMMANDADD");
    }

    [Fact]
    public async Task AnswersDoNotCallCommands()
    {
        int id = (await RegisterAsync(new { command = "help", hidden = true })).Int("command", "id");
        int messageId = Portal.Write(17, "chat5", "/help").Id;
        await AnswerAsync(id, messageId, "/help", "chat5");
        Assert.Equal("/help", Portal.MessagesOf("chat5")[^1].Text);
        Assert.Single(EventsOf(BotId));
    }

    [Fact]
    public void BuiltInCommandsReachNoBot()
    {
        Portal.Write(17, "456", "/loud hello");
        Portal.Write(17, "456", "//me too");
        Assert.DoesNotContain(EventsOf(BotId), entry => entry.Type == "ONIMBOTV2MESSAGEADD");
        Portal.Write(17, "456", "/louder");
        Assert.Contains(EventsOf(BotId), entry => entry.Type == "ONIMBOTV2MESSAGEADD");
    }

    [Fact]
    public async Task FetchingBotGetsEveryMatch()
    {
        await RegisterAsync(new { command = "a", hidden = true });
        Portal.Write(17, "chat5", string.Join('\n', Enumerable.Repeat("/a 1", 12)));
        Assert.Equal(12, EventsOf(BotId).Count);
    }

    [Fact]
    public async Task AnswerGoesToTheMessagesChatForTenMinutes()
    {
        int id = (await RegisterAsync(new { command = "a", hidden = true })).Int("command", "id");
        int messageId = Portal.Write(17, "chat5", "/a").Id;
        (await AnswerAsync(id, messageId, "one", "17")).MustSucceed();
        Assert.Equal((456, "one"), (Portal.MessagesOf("chat5")[^1].AuthorId, Portal.MessagesOf("chat5")[^1].Text));
        Portal.Clock.Advance(TimeSpan.FromMinutes(11));
        Reply late = await AnswerAsync(id, messageId, "two", "chat5");
        Assert.True((bool)late.MustSucceed().At("result")!);
        Assert.Equal("one", Portal.MessagesOf("chat5")[^1].Text);
        Portal.Write(17, "chat5", "/a");
        await AnswerAsync(id, messageId, "three", "chat5");
        Assert.Equal("three", Portal.MessagesOf("chat5")[^1].Text);
        (await AnswerAsync(id, 9999, "x", "chat5")).MustFail("COMMAND_ANSWER_FAILED");
        (await AnswerAsync(999, messageId, "x", "chat5")).MustFail("COMMAND_NOT_FOUND");
        (await BotAsync("Command.answer", new { commandId = id, messageId, chatId = 5 })).MustFail("100");
    }

    [Fact]
    public async Task AnswerInAForeignChatNamesTheBot()
    {
        int id = (await RegisterAsync(new { command = "a", hidden = true, common = true })).Int("command", "id");
        Chat elsewhere = Portal.AddChat("Elsewhere", 1, 17);
        int messageId = Portal.Write(17, $"chat{elsewhere.Id}", "/a").Id;
        (await AnswerAsync(id, messageId, "hi", $"chat{elsewhere.Id}")).MustSucceed();
        Message answer = elsewhere.Messages[^1];
        Assert.True(answer.IsSystem);
        Assert.Contains("Docs Bot", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ButtonsCallCommandsWithTheirContext()
    {
        await RegisterAsync(new { command = "a", hidden = true });
        object[] keyboard = [new { TEXT = "Go", COMMAND = "a", COMMAND_PARAMS = "full" }];
        int messageId = (await SendAsync(new { message = "k", keyboard })).Int("id");
        Portal.People.PressButton(17, messageId, "Go");
        JsonNode command = Assert.Single(EventsOf(BotId)).Data["command"]!;
        Assert.Equal(("keyboard", "full"), ((string?)command["context"], (string?)command["params"]));
    }

    private IReadOnlyList<LoggedEvent> EventsOf(int userId) => Portal.Locked(() => Portal.Queue.Waiting(userId));

    private Task<Reply> RegisterAsync(object fields) => BotAsync("Command.register", new { fields });

    private Task<Reply> UpdateAsync(int commandId, object fields) => BotAsync("Command.update", new { commandId, fields });

    private Task<Reply> AnswerAsync(int commandId, int messageId, string message, string dialogId) =>
        BotAsync("Command.answer", new { commandId, messageId, dialogId, fields = new { message } });
}
