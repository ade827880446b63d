using System.Text.Json.Nodes;
using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Emulator.Tests;

public sealed class EventProductionTests : EmulatorTest
{
    [Fact]
    public void GroupMessagesReachOnlyMentionedBots()
    {
        Portal.Write(17, "chat5", "nobody");
        Portal.Write(17, "chat5", "[user=456]x[/user]");
        Portal.Write(17, "chat5", "[USER=456]unclosed");
        Assert.Equal(["ONIMBOTV2MESSAGEADD"], Types(456));
        Assert.Empty(Types(457));
    }

    [Fact]
    public void MentionOutsideTheChatReachesNobody()
    {
        Chat chat = Portal.AddChat("Other", 17);
        Portal.Write(17, $"chat{chat.Id}", "[USER=456]x[/USER]");
        Assert.Empty(Types(456));
    }

    [Fact]
    public async Task SupervisorsGetEverythingButNotBotsMessages()
    {
        int supervisor = await RegisterAsync("supervisor");
        Portal.AddMember(Portal.FindChat("chat5")!, supervisor);
        Portal.Write(17, "chat5", "anything");
        await SendAsync(new { message = "from a bot" });
        Assert.Equal(["ONIMBOTV2JOINCHAT", "ONIMBOTV2MESSAGEADD"], Types(supervisor));
    }

    [Fact]
    public void PrivateMessagesReachTheCompanion()
    {
        Portal.Write(17, "456", "hi");
        LoggedEvent added = Events(456)[1];
        Assert.Equal(("17", "private"), ((string?)added.Data["chat"]!["dialogId"], (string?)added.Data["chat"]!["type"]));
    }

    [Fact]
    public async Task UpdatesLookAtTheNewText()
    {
        int id = Portal.Write(17, "chat5", "[USER=456]x[/USER]").Id;
        Portal.People.Edit(17, id, "no mention");
        Portal.People.Edit(17, id, "[USER=456]again[/USER]");
        Assert.Equal(["ONIMBOTV2MESSAGEADD", "ONIMBOTV2MESSAGEUPDATE"], Types(456));
        int supervisor = await RegisterAsync("personal");
        Portal.AddMember(Portal.FindChat("chat5")!, supervisor);
        int own = (await BotAsync("Chat.Message.send", new { dialogId = "chat5", fields = new { message = "a" } }, supervisor)).Int("id");
        await BotAsync("Chat.Message.update", new { messageId = own, fields = new { message = "b" } }, supervisor);
        Assert.Equal(["ONIMBOTV2JOINCHAT", "ONIMBOTV2MESSAGEUPDATE"], Types(supervisor));
    }

    [Fact]
    public void DeleteEventHasOnlyTheId()
    {
        int id = Portal.Write(17, "456", "x").Id;
        Portal.People.Delete(17, id);
        JsonObject data = Events(456)[^1].Data;
        Assert.Equal(id, (int?)data["messageId"]);
        Assert.False(data.ContainsKey("message"));
    }

    [Fact]
    public async Task BotLearnsOfReactionsOnItsMessagesWhenEnabled()
    {
        int own = (await SendAsync(new { message = "x" })).Int("id");
        int foreign = Portal.Write(17, "chat5", "y").Id;
        Portal.People.React(17, foreign, "like");
        Portal.People.React(17, own, "redHeart");
        Portal.People.React(17, own, "redHeart");
        Portal.People.React(17, own, "redHeart", isAdded: false);
        Assert.Equal(["add redHeart", "delete redHeart"], Events(456).Select(entry => $"{entry.Data["action"]} {entry.Data["reaction"]}"));
        await BotAsync("Bot.update", new { fields = new { isReactionsEnabled = false } });
        Portal.People.React(17, own, "like");
        Assert.Equal(2, Events(456).Count);
    }

    [Fact]
    public async Task EventIncludesTheMessageRepliedTo()
    {
        await BotAsync("Command.register", new { fields = new { command = "one", title = new { en = "T" } } });
        Message quoted = Portal.Write(17, "456", "quoted");
        Portal.People.Write(17, "456", "a reply", quoted.Id);
        Message reply = Portal.People.Write(17, "456", "/one", quoted.Id);
        Portal.People.Edit(17, reply.Id, "edited");
        int own = (await SendAsync(new { message = "own", replyId = quoted.Id }, "17")).Int("id");
        Portal.People.React(17, own, "like");
        Assert.Equal(
            ["MESSAGEADD 0", "MESSAGEADD 1", "COMMANDADD 1", "MESSAGEUPDATE 1", "REACTIONCHANGE 1"],
            Events(456).Where(entry => entry.Type != "ONIMBOTV2JOINCHAT")
                .Select(entry => $"{entry.Type["ONIMBOTV2".Length..]} {entry.Data["additionalMessages"]!.AsArray().Count}"));
        Assert.Equal(quoted.Id, (int)Events(456)[^1].Data["additionalMessages"]![0]!["id"]!);
    }

    [Fact]
    public async Task BotThatStartsADialogGetsAJoin()
    {
        await SendAsync(new { message = "hi" }, "23");
        LoggedEvent join = Assert.Single(Events(456));
        Assert.Equal(("ONIMBOTV2JOINCHAT", "23"), (join.Type, (string?)join.Data["dialogId"]));
    }

    [Fact]
    public async Task ContextRequiresABotInTheChat()
    {
        Chat chat = Portal.AddChat("People", 1, 17);
        (await HookAsync("im.v2.Chat.Bot.sendContext", new { dialogId = $"chat{chat.Id}", context = new { a = 1 } })).MustFail("BOT_CONTEXT_ERROR");
    }

    [Fact]
    public async Task ContextReachesTheBot()
    {
        (await HookAsync("im.v2.Chat.Bot.sendContext", new { dialogId = "456", context = new { run = 42 } })).MustSucceed();
        LoggedEvent got = Events(456)[^1];
        Assert.Equal(("ONIMBOTV2CONTEXTGET", "1", 42L), (got.Type, (string?)got.Data["dialogId"], (long?)got.Data["context"]!["run"]));
        Assert.Equal(1, (int?)got.Data["user"]!["id"]);
        (await HookAsync("im.v2.Chat.Bot.sendContext", new { dialogId = "456", context = "text" })).MustFail("100");
        (await HookAsync("im.v2.Chat.Bot.sendContext", new { dialogId = "999", context = new { run = 1 } })).MustFail("CHAT_NOT_FOUND");
    }

    [Fact]
    public async Task SubscribersGetEventsOfTheirChatsAndMessages()
    {
        await HookAsync("im.v2.Event.subscribe");
        Chat foreign = Portal.AddChat("Foreign", 17);
        Portal.Write(17, $"chat{foreign.Id}", "not for 1");
        Portal.Write(1, "chat5", "own");
        int bots = (await SendAsync(new { message = "bots" })).Int("id");
        Portal.People.React(17, bots, "like");
        Portal.AddMember(Portal.FindChat("chat5")!, Portal.AddUser("New").Id);
        Assert.Equal(["ONIMV2MESSAGEADD", "ONIMV2MESSAGEADD", "ONIMV2REACTIONCHANGE", "ONIMV2JOINCHAT"], Types(1));
        Assert.Equal("New", (string?)Events(1)[^1].Data["user"]!["name"]);
    }

    private IReadOnlyList<LoggedEvent> Events(int userId) => Portal.Locked(() => Portal.Queue.Waiting(userId));

    private IEnumerable<string> Types(int userId) => Events(userId).Select(entry => entry.Type);

    private async Task<int> RegisterAsync(string type)
    {
        object fields = new { code = type, botToken = Token, type, properties = new { name = type } };
        Reply reply = await HookAsync("imbot.v2.Bot.register", new { fields });
        return reply.MustSucceed().Int("bot", "id");
    }
}
