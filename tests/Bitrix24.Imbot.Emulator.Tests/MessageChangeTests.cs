using System.Text.Json.Nodes;
using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Emulator.Tests;

public sealed class MessageChangeTests : EmulatorTest
{
    [Fact]
    public async Task OnlyTheAuthorUpdates()
    {
        int own = (await SendAsync(new { message = "a" })).Int("id");
        int foreign = Portal.Write(17, "chat5", "b").Id;
        (await UpdateAsync(own, new { message = " new[br]line " })).MustSucceed();
        Assert.Equal("new\nline", Find(own)!.Text);
        (await UpdateAsync(foreign, new { message = "x" })).MustFail("MESSAGE_ACCESS_DENIED");
        (await UpdateAsync(9999, new { message = "x" })).MustFail("MESSAGE_NOT_FOUND");
        (await BotAsync("Chat.Message.update", new { fields = new { message = "x" } })).MustFail("100");
    }

    [Fact]
    public async Task EditedMarkRequiresAViewer()
    {
        int id = (await SendAsync(new { message = "a" })).Int("id");
        await UpdateAsync(id, new { message = "b" });
        Assert.Null(Find(id)!.Params["IS_EDITED"]);
        Portal.People.Read(17, "chat5");
        await UpdateAsync(id, new { message = "c" });
        Assert.Equal("Y", (string?)Find(id)!.Params["IS_EDITED"]);
    }

    [Fact]
    public async Task UpdateAcceptsAFullAttachmentAndRemovesItForAnyOtherValue()
    {
        int id = (await SendAsync(new { message = "a" })).Int("id");
        object[] blocks = [new { MESSAGE = "block" }];
        (await UpdateAsync(id, new { attach = new { BLOCKS = blocks } })).MustSucceed();
        Assert.Equal("block", (string?)Find(id)!.Params["ATTACH"]![0]!["BLOCKS"]![0]!["MESSAGE"]);
        (await UpdateAsync(id, new { attach = blocks })).MustSucceed();
        Assert.Null(Find(id)!.Params["ATTACH"]);
        Assert.Equal("a", Find(id)!.Text);
    }

    [Theory]
    [InlineData("\"N\"", false)]
    [InlineData("\"\"", true)]
    [InlineData("[]", true)]
    [InlineData("[{\"TEXT\":\"no action\"}]", true)]
    public async Task OnlyNRemovesTheKeyboardInAnUpdate(string keyboard, bool isKept)
    {
        int id = (await SendAsync(new { message = "a", keyboard = new[] { new { TEXT = "b", LINK = "/b" } } })).Int("id");
        (await UpdateAsync(id, new { message = "c" })).MustSucceed();
        Assert.NotNull(Find(id)!.Params["KEYBOARD"]);
        (await UpdateAsync(id, new { keyboard = JsonNode.Parse(keyboard) })).MustSucceed();
        Assert.Equal(isKept, Find(id)!.Params["KEYBOARD"] is not null);
    }

    [Fact]
    public async Task EmptiedMessageIsDeleted()
    {
        int id = (await SendAsync(new { message = "a" })).Int("id");
        (await UpdateAsync(id, new { message = "" })).MustSucceed();
        Assert.Null(Find(id));
    }

    [Fact]
    public async Task ForwardedMessagesAreNotUpdated()
    {
        int source = Portal.Write(17, "chat5", "x").Id;
        await SendAsync(new { forwardIds = new[] { source } });
        (await UpdateAsync(Portal.MessagesOf("chat5")[^1].Id, new { message = "y" })).MustFail("MESSAGE_ACCESS_DENIED");
    }

    [Fact]
    public async Task UnreadMessageIsRemovedAndReadMessageLeavesAStub()
    {
        int unread = (await SendAsync(new { message = "a" })).Int("id");
        (await DeleteAsync(unread)).MustSucceed();
        Assert.Null(Find(unread));
        int read = (await SendAsync(new { message = "b" })).Int("id");
        Portal.People.Read(17, "chat5");
        (await DeleteAsync(read)).MustSucceed();
        Assert.True(Find(read)!.IsDeleted);
        (await UpdateAsync(read, new { message = "x" })).MustFail("MESSAGE_ACCESS_DENIED");
        (await DeleteAsync(read, complete: true)).MustSucceed();
        Assert.Null(Find(read));
    }

    [Fact]
    public async Task DeleteWithoutTheRightChangesNothingUnlessComplete()
    {
        int foreign = Portal.Write(17, "chat5", "x").Id;
        (await DeleteAsync(foreign)).MustSucceed();
        Assert.False(Find(foreign)!.IsDeleted);
        foreach (object noBoolean in new object[] { "Y", "true", 1, "1" })
        {
            (await DeleteAsync(foreign, complete: noBoolean)).MustSucceed();
            Assert.NotNull(Find(foreign));
        }

        (await DeleteAsync(foreign, complete: true)).MustSucceed();
        Assert.Null(Find(foreign));
    }

    [Fact]
    public async Task ReadReturnsCounterAndNewlyReadMessages()
    {
        int first = Portal.Write(17, "chat5", "1").Id;
        int second = Portal.Write(23, "chat5", "2").Id;
        Reply part = await BotAsync("Chat.Message.read", new { dialogId = "chat5", messageId = first });
        Assert.Equal((5, first, 1), (part.Int("chatId"), part.Int("lastId"), part.Int("counter")));
        Assert.Equal($"[{first}]", part.At("viewedMessages")!.ToJsonString());
        Reply all = await BotAsync("Chat.Message.read", new { dialogId = "chat5" });
        Assert.Equal((second, 0, $"[{second}]"), (all.Int("lastId"), all.Int("counter"), all.At("viewedMessages")!.ToJsonString()));
        (await BotAsync("Chat.Message.read", new { dialogId = "chat5", messageId = 9999 })).MustFail("MESSAGE_NOT_FOUND");
    }

    [Fact]
    public async Task OnlyObserversGetMessages()
    {
        int id = Portal.Write(17, "chat5", "hello").Id;
        (await BotAsync("Chat.Message.get", new { messageId = id })).MustFail("BOT_TYPE_NOT_ALLOWED");
        (await BotAsync("Chat.Message.getContext", new { messageId = id })).MustFail("BOT_TYPE_NOT_ALLOWED");
        (await BotAsync("Chat.Message.get", new { messageId = 9999 })).MustFail("MESSAGE_NOT_FOUND");
        int supervisor = await SupervisorAsync();
        (await BotAsync("Chat.Message.get", new { messageId = id }, supervisor)).MustFail("MESSAGE_ACCESS_DENIED");
        int later = Portal.Write(17, "chat5", "later").Id;
        Reply reply = (await BotAsync("Chat.Message.get", new { messageId = later }, supervisor)).MustSucceed();
        JsonNode message = reply.At("message")!;
        Assert.Equal("17 | 17 | 5 | 5 | later", message.Show("authorId", "author_id", "chatId", "chat_id", "text"));
        Assert.Equal("[]", message["params"]!.ToJsonString());
        Assert.True(message.AsObject().ContainsKey("uuid"));
        Assert.Null(message["uuid"]);
        Assert.Equal("Anna Petrova", reply.Text("user", "name"));
    }

    [Fact]
    public async Task ContextIsAWindowWithPageFlags()
    {
        int supervisor = await SupervisorAsync();
        int[] ids = [.. Enumerable.Range(0, 7).Select(number => Portal.Write(number % 2 == 0 ? 17 : 23, "chat5", $"{number}").Id)];
        Reply middle = await BotAsync("Chat.Message.getContext", new { messageId = ids[3], range = 2 }, supervisor);
        Assert.Equal(ids[1..6], middle.At("messages")!.AsArray().Select(message => (int)message!["id"]!));
        Assert.True((bool)middle.At("hasPrevPage")! && (bool)middle.At("hasNextPage")!);
        Assert.Equal(2, middle.At("users")!.AsArray().Count);
        Reply whole = await BotAsync("Chat.Message.getContext", new { messageId = ids[3], range = 999 }, supervisor);
        Assert.Equal(7, whole.At("messages")!.AsArray().Count);
        Assert.False((bool)whole.At("hasPrevPage")! || (bool)whole.At("hasNextPage")!);
    }

    [Fact]
    public async Task ReactionsAreAddedAndRemoved()
    {
        int id = Portal.Write(17, "chat5", "x").Id;
        (await ReactAsync("add", id, "redHeart")).MustSucceed();
        (await ReactAsync("add", id, "like")).MustSucceed();
        (await ReactAsync("add", id, "like")).MustFail("REACTION_ALREADY_SET");
        Assert.Equal(["redHeart", "like"], Find(id)!.Reactions[BotId]);
        (await ReactAsync("delete", id, "redHeart")).MustSucceed();
        (await ReactAsync("delete", id, "redHeart")).MustFail("REACTION_NOT_FOUND");
        (await ReactAsync("add", id, "nonsense")).MustFail("REACTION_NOT_FOUND");
        Assert.Equal(["like"], Find(id)!.Reactions[BotId]);
        (await BotAsync("Chat.Message.Reaction.add", new { messageId = id, reaction = 5 })).MustFail("100");
    }

    private Message? Find(int id) => Portal.Locked(() => Portal.MessageById(id));

    private Task<Reply> UpdateAsync(int messageId, object fields) => BotAsync("Chat.Message.update", new { messageId, fields });

    private Task<Reply> DeleteAsync(int messageId, object? complete = null) => BotAsync("Chat.Message.delete", new { messageId, complete });

    private Task<Reply> ReactAsync(string action, int messageId, string reaction) =>
        BotAsync("Chat.Message.Reaction." + action, new { messageId, reaction });

    private async Task<int> SupervisorAsync()
    {
        object fields = new { code = "s", botToken = Token, type = "supervisor", properties = new { name = "S" } };
        Reply reply = await HookAsync("imbot.v2.Bot.register", new { fields });
        int id = reply.MustSucceed().Int("bot", "id");
        Portal.AddMember(Portal.FindChat("chat5")!, id);
        return id;
    }
}
