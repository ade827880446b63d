using Bitrix24.Imbot.Core.Chats;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Tests.Rest;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Chats;

public sealed class ChatRequestTests
{
    private static readonly ChatProperties Properties = new() { Title = "Launch", Description = "All of it", Color = "mint", Avatar = [1, 2, 3] };

    [Fact]
    public void Chat_add() => SentJson.Check(
        "imbot.v2.Chat.add",
        """{"botId":456,"fields":{"title":"Launch","description":"All of it","color":"mint","avatar":"AQID","userIds":[17,23],"ownerId":17,"type":"open"}}""",
        new AddChatRequest(456) { Properties = Properties, UserIds = [17, 23], OwnerId = 17, IsOpen = true });

    [Fact]
    public void Chat_add_without_anything_makes_an_ordinary_chat() =>
        Assert.Equal("""{"botId":456,"fields":{}}""", SentJson.Of(new AddChatRequest(456)));

    [Fact]
    public void Chat_get() => SentJson.Check("imbot.v2.Chat.get", """{"botId":456,"dialogId":"chat5"}""", new GetChatRequest(456, "chat5"));

    [Fact]
    public void A_users_number_is_sent_as_text() => SentJson.Check("imbot.v2.Chat.get", """{"botId":456,"dialogId":"17"}""", new GetChatRequest(456, " 17 "));

    [Fact]
    public void Chat_update() => SentJson.Check(
        "imbot.v2.Chat.update",
        """{"botId":456,"dialogId":"chat5","fields":{"title":"Launch","description":"All of it","color":"mint","avatar":"AQID"}}""",
        new UpdateChatRequest(456, "chat5", Properties));

    [Fact]
    public void Chat_update_sends_only_what_is_given() => SentJson.Check(
        "imbot.v2.Chat.update",
        """{"botId":456,"dialogId":"chat5","fields":{"title":"Start"}}""",
        new UpdateChatRequest(456, "chat5", new ChatProperties { Title = "Start" }));

    [Fact]
    public void Chat_setOwner() => SentJson.Check("imbot.v2.Chat.setOwner", """{"botId":456,"dialogId":"chat5","userId":17}""", new SetChatOwnerRequest(456, "chat5", 17));

    [Fact]
    public void Chat_leave() => SentJson.Check("imbot.v2.Chat.leave", """{"botId":456,"dialogId":"chat5"}""", new LeaveChatRequest(456, "chat5"));

    [Fact]
    public void Chat_User_list() => SentJson.Check(
        "imbot.v2.Chat.User.list", """{"botId":456,"dialogId":"chat5","limit":200}""", new ListChatUsersRequest(456, "chat5"));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(201, 200)]
    public void Chat_User_list_asks_for_no_number_that_the_portal_replaces(int asked, int sent) => SentJson.Check(
        "imbot.v2.Chat.User.list", $$"""{"botId":456,"dialogId":"chat5","limit":{{sent}}}""", new ListChatUsersRequest(456, "chat5", asked));

    [Fact]
    public void Chat_User_add() => SentJson.Check(
        "imbot.v2.Chat.User.add", """{"botId":456,"dialogId":"chat5","userIds":[17,23]}""", new AddChatUsersRequest(456, "chat5", [17, 23]));

    [Fact]
    public void Chat_User_delete() => SentJson.Check(
        "imbot.v2.Chat.User.delete", """{"botId":456,"dialogId":"chat5","userId":17}""", new RemoveChatUserRequest(456, "chat5", 17));

    [Fact]
    public void Chat_Manager_add() => SentJson.Check(
        "imbot.v2.Chat.Manager.add", """{"botId":456,"dialogId":"chat5","userIds":[17]}""", new AddChatManagersRequest(456, "chat5", [17]));

    [Fact]
    public void Chat_Manager_delete() => SentJson.Check(
        "imbot.v2.Chat.Manager.delete", """{"botId":456,"dialogId":"chat5","userIds":[17]}""", new RemoveChatManagersRequest(456, "chat5", [17]));

    [Theory]
    [InlineData(true, "true")]
    [InlineData(false, "false")]
    public void Chat_TextField_enabled(bool isEnabled, string sent) => SentJson.Check(
        "imbot.v2.Chat.TextField.enabled", $$"""{"botId":456,"dialogId":"chat5","enabled":{{sent}}}""", new SetTextFieldRequest(456, "chat5", isEnabled));

    [Fact]
    public void Chat_InputAction_notify() => SentJson.Check(
        "imbot.v2.Chat.InputAction.notify",
        """{"botId":456,"dialogId":"chat5","statusMessageCode":"IMBOT_AGENT_ACTION_READING_DOCS","duration":2}""",
        new NotifyInputActionRequest(456, "chat5") { StatusCode = InputActions.CodeOf("ReadingDocs"), Duration = TimeSpan.FromSeconds(1.5) });

    [Fact]
    public void Plain_typing_has_neither_status_nor_duration() => SentJson.Check(
        "imbot.v2.Chat.InputAction.notify", """{"botId":456,"dialogId":"17"}""", new NotifyInputActionRequest(456, "17"));

    [Theory]
    [InlineData(0.5)]
    [InlineData(600.5)]
    [InlineData(-1)]
    public void A_duration_that_the_portal_would_change_is_refused(double seconds)
    {
        NotifyInputActionRequest request = new(456, "chat5") { Duration = TimeSpan.FromSeconds(seconds) };
        Assert.Equal(nameof(PortalErrors.DurationInvalid), Assert.Throws<B24Exception>(() => request.ToParameters()).ErrorId);
    }

    [Fact]
    public void There_are_eleven_input_actions_with_different_codes() =>
        Assert.Equal(11, InputActions.Names.Select(InputActions.CodeOf).Distinct().Count());
}
