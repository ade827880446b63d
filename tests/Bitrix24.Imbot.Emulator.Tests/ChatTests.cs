using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Emulator.Tests;

public sealed class ChatTests : EmulatorTest
{
    [Theory]
    [InlineData("chat999", "CHAT_NOT_FOUND")]
    [InlineData("9999", "CHAT_NOT_FOUND")]
    [InlineData("sg1", "CHAT_NOT_FOUND")]
    [InlineData("hello", "CHAT_NOT_FOUND")]
    [InlineData("456", "CHAT_NOT_FOUND")]
    public async Task UnknownDialogIsRefused(string dialogId, string code) => (await BotAsync("Chat.get", new { dialogId })).MustFail(code);

    [Fact]
    public async Task ForeignChatIsAccessDenied()
    {
        Chat foreign = Portal.AddChat("Foreign", 1, 17);
        (await BotAsync("Chat.get", new { dialogId = $"chat{foreign.Id}" })).MustFail("ACCESS_DENIED");
    }

    [Fact]
    public async Task GetCreatesThePrivateChatAndRaisesAJoin()
    {
        Assert.Null(Portal.FindChat("17", BotId));
        Reply reply = (await BotAsync("Chat.get", new { dialogId = "17" })).MustSucceed();
        Assert.Equal(("17", "P"), (reply.Text("chat", "dialogId"), reply.Text("chat", "messageType")));
        LoggedEvent join = Assert.Single(Portal.Locked(() => Portal.Queue.Waiting(BotId)));
        Assert.Equal(("ONIMBOTV2JOINCHAT", "17"), (join.Type, (string?)join.Data["dialogId"]));
        Assert.Equal("[]", join.Data["chat"]!.ToJsonString());
        await BotAsync("Chat.get", new { dialogId = "17" });
        Assert.Single(Portal.Locked(() => Portal.Queue.Waiting(BotId)));
    }

    [Fact]
    public async Task GroupChatHasTheDocumentedMembers()
    {
        Reply reply = await BotAsync("Chat.get", new { dialogId = "chat5" });
        Assert.Equal("General talk | member | C | chat", reply.At("chat").Show("name", "role", "messageType", "type"));
        Assert.Equal(5, reply.Int("chat", "userCounter"));
        Assert.Equal(456, (int?)Assert.Single(reply.At("users")!.AsArray())!["id"]);
    }

    [Fact]
    public async Task AddMakesTheBotOwnerAndMember()
    {
        object fields = new { title = "Build", description = "CI", color = "mint", userIds = new object[] { 17, "23", 9999 } };
        Reply reply = (await BotAsync("Chat.add", new { fields })).MustSucceed();
        Chat chat = Portal.FindChat(reply.Text("chat", "dialogId")!)!;
        Assert.Equal([17, 23, 456], chat.Members.Select(member => member.UserId));
        Assert.Equal((456, ChatType.Group, "Build", "#4ba984"), (chat.OwnerId, chat.Type, chat.Title, chat.Color));
        Assert.Equal("owner", reply.Text("chat", "role"));
        Assert.Contains(Portal.Locked(() => Portal.Queue.Waiting(BotId)), entry => (string?)entry.Data["dialogId"] == $"chat{chat.Id}");
    }

    [Fact]
    public async Task AddReadsOwnerAndTypeAndNeedsNoFields()
    {
        Reply open = await BotAsync("Chat.add", new { fields = new { type = "open", ownerId = 17 } });
        Chat chat = Portal.FindChat(open.Text("chat", "dialogId")!)!;
        Assert.Equal((ChatType.Open, 17), (chat.Type, chat.OwnerId));
        Assert.True(chat.Members.Single(member => member.UserId == 17).IsManager);
        Assert.Equal(0, (await BotAsync("Chat.add", new { fields = new { ownerId = 9999 } })).MustSucceed().Int("chat", "owner"));
        (await BotAsync("Chat.add")).MustSucceed();
    }

    [Fact]
    public async Task TheCredentialsUserNeedsTheRightToCreateChats()
    {
        Portal.FindUser(1)!.IsExtranet = true;
        (await BotAsync("Chat.add", new { fields = new { title = "x" } })).MustFail("ACCESS_DENIED");
    }
}
