using Bitrix24.Imbot.Core.Chats;

namespace Bitrix24.Imbot.Core.Tests.Contract.Requests;

internal static class ChatRequestCases
{
    private static readonly ChatProperties Properties = new() { Title = "Launch", Description = "All of it", Color = "mint", Avatar = [1, 2, 3] };

    public static readonly RequestCase[] All =
    [
        RequestCase.Of(
            "imbot.v2.Chat.add",
            "all properties",
            """{"botId":456,"fields":{"title":"Launch","description":"All of it","color":"mint","avatar":"AQID","userIds":[17,23],"ownerId":17,"type":"open"}}""",
            new AddChatRequest(456) { Properties = Properties, UserIds = [17, 23], OwnerId = 17, IsOpen = true }),
        RequestCase.Of("imbot.v2.Chat.add", "an ordinary chat", """{"botId":456,"fields":{}}""", new AddChatRequest(456)),
        RequestCase.Of("imbot.v2.Chat.get", "a chat", """{"botId":456,"dialogId":"chat5"}""", new GetChatRequest(456, "chat5")),
        RequestCase.Of("imbot.v2.Chat.get", "a user's number is sent as text", """{"botId":456,"dialogId":"17"}""", new GetChatRequest(456, " 17 ")),
        RequestCase.Of(
            "imbot.v2.Chat.update",
            "all properties",
            """{"botId":456,"dialogId":"chat5","fields":{"title":"Launch","description":"All of it","color":"mint","avatar":"AQID"}}""",
            new UpdateChatRequest(456, "chat5", Properties)),
        RequestCase.Of(
            "imbot.v2.Chat.update",
            "what is not given is not sent",
            """{"botId":456,"dialogId":"chat5","fields":{"title":"Start"}}""",
            new UpdateChatRequest(456, "chat5", new ChatProperties { Title = "Start" })),
        RequestCase.Of("imbot.v2.Chat.setOwner", "a user", """{"botId":456,"dialogId":"chat5","userId":17}""", new SetChatOwnerRequest(456, "chat5", 17)),
        RequestCase.Of("imbot.v2.Chat.leave", "a chat", """{"botId":456,"dialogId":"chat5"}""", new LeaveChatRequest(456, "chat5")),
        RequestCase.Of("imbot.v2.Chat.User.list", "all users", """{"botId":456,"dialogId":"chat5","limit":200}""", new ListChatUsersRequest(456, "chat5")),
        RequestCase.Of(
            "imbot.v2.Chat.User.list",
            "an order",
            """{"botId":456,"dialogId":"chat5","order":{"userId":"DESC"},"limit":10}""",
            new ListChatUsersRequest(456, "chat5", 10) { SortBy = "userId", IsDescending = true }),
        RequestCase.Of(
            "imbot.v2.Chat.User.list", "no limit that the portal raises", """{"botId":456,"dialogId":"chat5","limit":1}""", new ListChatUsersRequest(456, "chat5", 0)),
        RequestCase.Of(
            "imbot.v2.Chat.User.list", "no limit that the portal lowers", """{"botId":456,"dialogId":"chat5","limit":200}""", new ListChatUsersRequest(456, "chat5", 201)),
        RequestCase.Of(
            "imbot.v2.Chat.User.add", "several users", """{"botId":456,"dialogId":"chat5","userIds":[17,23]}""", new AddChatUsersRequest(456, "chat5", [17, 23])),
        RequestCase.Of("imbot.v2.Chat.User.delete", "a user", """{"botId":456,"dialogId":"chat5","userId":17}""", new RemoveChatUserRequest(456, "chat5", 17)),
        RequestCase.Of("imbot.v2.Chat.Manager.add", "a user", """{"botId":456,"dialogId":"chat5","userIds":[17]}""", new AddChatManagersRequest(456, "chat5", [17])),
        RequestCase.Of("imbot.v2.Chat.Manager.delete", "a user", """{"botId":456,"dialogId":"chat5","userIds":[17]}""", new RemoveChatManagersRequest(456, "chat5", [17])),
        RequestCase.Of("imbot.v2.Chat.TextField.enabled", "shown", """{"botId":456,"dialogId":"chat5","enabled":true}""", new SetTextFieldRequest(456, "chat5", true)),
        RequestCase.Of("imbot.v2.Chat.TextField.enabled", "hidden", """{"botId":456,"dialogId":"chat5","enabled":false}""", new SetTextFieldRequest(456, "chat5", false)),
        RequestCase.Of(
            "imbot.v2.Chat.InputAction.notify",
            "a status, and a duration in whole seconds",
            """{"botId":456,"dialogId":"chat5","statusMessageCode":"IMBOT_AGENT_ACTION_READING_DOCS","duration":2}""",
            new NotifyInputActionRequest(456, "chat5") { StatusCode = InputActions.CodeOf("ReadingDocs"), Duration = TimeSpan.FromSeconds(1.5) }),
        RequestCase.Of("imbot.v2.Chat.InputAction.notify", "plain typing", """{"botId":456,"dialogId":"17"}""", new NotifyInputActionRequest(456, "17")),
    ];
}
