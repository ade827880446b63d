using System.Text.Json.Nodes;
using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Emulator.Tests;

public sealed class ChatManagementTests : EmulatorTest
{
    [Fact]
    public async Task UpdateIsForTheOwnerOfAGroupChat()
    {
        Chat chat = await CreateChatAsync();
        object fields = new { title = "T", description = "D", color = "nocolor" };
        (await BotAsync("Chat.update", new { dialogId = $"chat{chat.Id}", fields })).MustSucceed();
        Assert.Equal(("T", "D"), (chat.Title, chat.Description));
        (await BotAsync("Chat.update", new { dialogId = "chat5", fields = new { title = "T" } })).MustFail("ACCESS_DENIED");
        (await BotAsync("Chat.update", new { dialogId = "17", fields = new { title = "T" } })).MustFail("WRONG_MESSAGE_TYPE");
        (await BotAsync("Chat.update", new { dialogId = $"chat{chat.Id}" })).MustSucceed();
    }

    [Fact]
    public async Task SetOwnerChecksNeitherExistenceNorMembership()
    {
        Chat chat = await CreateChatAsync();
        (await BotAsync("Chat.setOwner", new { dialogId = $"chat{chat.Id}", userId = "9999" })).MustSucceed();
        Assert.Equal(9999, chat.OwnerId);
        (await BotAsync("Chat.setOwner", new { dialogId = $"chat{chat.Id}", userId = 17 })).MustFail("ACCESS_DENIED");
        (await BotAsync("Chat.setOwner", new { dialogId = $"chat{chat.Id}" })).MustFail("100");
        Assert.True(chat.Members.Single(member => member.UserId == BotId).IsManager);
    }

    [Fact]
    public async Task LeaveFailsIfTheBotIsNotAMember()
    {
        (await BotAsync("Chat.leave", new { dialogId = "chat5" })).MustSucceed();
        Assert.False(Portal.FindChat("chat5")!.HasMember(BotId));
        (await BotAsync("Chat.leave", new { dialogId = "chat5" })).MustFail("ACCESS_DENIED");
    }

    [Fact]
    public async Task UserAddAlwaysAnswersTrue()
    {
        Chat chat = await CreateChatAsync();
        Reply reply = await BotAsync("Chat.User.add", new { dialogId = $"chat{chat.Id}", userIds = new object[] { 17, "23", 9999, "x" } });
        Assert.True((bool)reply.MustSucceed().At("result")!);
        Assert.Equal([456, 17, 23], chat.Members.Select(member => member.UserId));
        (await BotAsync("Chat.User.add", new { dialogId = "17", userIds = new[] { 23 } })).MustSucceed();
        Assert.Equal(2, Portal.FindChat("17", BotId)!.Members.Count);
        (await BotAsync("Chat.User.add", new { dialogId = "chat5", userIds = 17 })).MustFail("100");
        (await BotAsync("Chat.User.add", new { dialogId = "chat5" })).MustSucceed();
    }

    [Fact]
    public async Task AddedBotGetsAnEvent()
    {
        Chat chat = await CreateChatAsync();
        await BotAsync("Chat.User.add", new { dialogId = $"chat{chat.Id}", userIds = new[] { 457 } });
        LoggedEvent join = Assert.Single(Portal.Locked(() => Portal.Queue.Waiting(457)));
        Assert.Equal(("ONIMBOTV2JOINCHAT", 456), (join.Type, (int?)join.Data["user"]!["id"]));
        Assert.Equal(chat.Id, (int?)join.Data["chat"]!["id"]);
        Assert.False(join.Data["chat"]!.AsObject().ContainsKey("role"));
    }

    [Fact]
    public async Task UserDeleteRequiresAManagerAndIgnoresStrangers()
    {
        (await BotAsync("Chat.User.delete", new { dialogId = "chat5", userId = 17 })).MustFail("ACCESS_DENIED");
        Chat chat = await CreateChatAsync(17);
        (await BotAsync("Chat.User.delete", new { dialogId = $"chat{chat.Id}", userId = 17 })).MustSucceed();
        Assert.False(chat.HasMember(17));
        (await BotAsync("Chat.User.delete", new { dialogId = $"chat{chat.Id}", userId = 17 })).MustSucceed();
    }

    [Fact]
    public async Task UserListIsABareListAndReplacesLimitsThatAreOutOfRange()
    {
        Reply all = await BotAsync("Chat.User.list", new { dialogId = "chat5" });
        Assert.Equal([1, 17, 23, 456, 457], Ids(all));
        Assert.Equal([1, 17], Ids(await BotAsync("Chat.User.list", new { dialogId = "chat5", limit = 2 })));
        Assert.Equal([457, 456], Ids(await BotAsync("Chat.User.list", new { dialogId = "chat5", limit = 2, order = new { userId = "DESC" } })));
        int[] many = [.. Enumerable.Range(0, 60).Select(number => Portal.AddUser($"U{number}").Id)];
        await BotAsync("Chat.User.add", new { dialogId = "chat5", userIds = many });
        Assert.Equal(65, Ids(await BotAsync("Chat.User.list", new { dialogId = "chat5", limit = 200 })).Count());
        Assert.Equal(50, Ids(await BotAsync("Chat.User.list", new { dialogId = "chat5", limit = 201 })).Count());
        Assert.Equal(50, Ids(await BotAsync("Chat.User.list", new { dialogId = "chat5", limit = 0 })).Count());
        Portal.Write(23, "chat5", "x");
        Assert.Equal(23, Ids(await BotAsync("Chat.User.list", new { dialogId = "chat5", order = new { lastSendMessageId = "desc" } })).First());
    }

    [Fact]
    public async Task ManagersAreSetByTheOwner()
    {
        Chat chat = await CreateChatAsync(17, 23);
        string dialogId = $"chat{chat.Id}";
        (await BotAsync("Chat.Manager.add", new { dialogId, userIds = new[] { 17, 9999 } })).MustSucceed();
        Assert.True(chat.Members.Single(member => member.UserId == 17).IsManager);
        (await BotAsync("Chat.Manager.delete", new { dialogId, userIds = new[] { 17, 23 } })).MustSucceed();
        Assert.False(chat.Members.Single(member => member.UserId == 17).IsManager);
        (await BotAsync("Chat.Manager.add", new { dialogId = "chat5", userIds = new[] { 17 } })).MustFail("ACCESS_DENIED");
        (await BotAsync("Chat.Manager.add", new { dialogId })).MustFail("EMPTY_USER_IDS");
        (await BotAsync("Chat.Manager.delete", new { dialogId, userIds = Array.Empty<int>() })).MustFail("EMPTY_USER_IDS");
        (await BotAsync("Chat.Manager.delete", new { dialogId, userIds = (int[]?)null })).MustFail("100");
        (await BotAsync("Chat.User.add", new { dialogId })).MustSucceed();
    }

    [Fact]
    public async Task OnlyJsonFalseDisablesTheTextField()
    {
        Chat chat = Portal.FindChat("chat5")!;
        (await BotAsync("Chat.TextField.enabled", new { dialogId = "chat5", enabled = "N" })).MustSucceed();
        Assert.True(chat.IsTextFieldEnabled);
        (await BotAsync("Chat.TextField.enabled", new { dialogId = "chat5", enabled = 0 })).MustSucceed();
        Assert.True(chat.IsTextFieldEnabled);
        (await BotAsync("Chat.TextField.enabled", new { dialogId = "chat5", enabled = false })).MustSucceed();
        Assert.False(chat.IsTextFieldEnabled);
        await BotAsync("Chat.TextField.enabled", new { dialogId = "chat5" });
        Assert.True(chat.IsTextFieldEnabled);
        await BotAsync("Chat.TextField.enabled", new { dialogId = "chat5", enabled = false });
        Assert.False((bool)(await BotAsync("Chat.get", new { dialogId = "chat5" })).At("chat", "textFieldEnabled")!);
    }

    [Fact]
    public async Task InputActionsAreClampedAndNotValidated()
    {
        (await BotAsync("Chat.InputAction.notify", new { dialogId = "chat5", statusMessageCode = "ANYTHING", duration = 9000 })).MustSucceed();
        (await BotAsync("Chat.InputAction.notify", new { dialogId = "chat5", duration = "0" })).MustSucceed();
        (await BotAsync("Chat.InputAction.notify", new { dialogId = "17" })).MustSucceed();
        (await BotAsync("Chat.InputAction.notify", new { dialogId = "17", statusMessageCode = 5 })).MustFail("100");
        Assert.Equal(
            [("ANYTHING", 600), (null, 1), (null, null)],
            Portal.InputActions.Select(action => (action.StatusMessageCode, action.DurationSeconds)));
    }

    private static IEnumerable<int> Ids(Reply reply) => reply.MustSucceed().Result.AsArray().Select(user => (int)user!["id"]!);

    private async Task<Chat> CreateChatAsync(params int[] userIds)
    {
        Reply reply = await BotAsync("Chat.add", new { fields = new { title = "Own", userIds } });
        JsonNode chat = reply.MustSucceed().At("chat")!;
        return Portal.FindChat((string)chat["dialogId"]!)!;
    }
}
