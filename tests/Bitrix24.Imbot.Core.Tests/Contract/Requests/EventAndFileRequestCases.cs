using Bitrix24.Imbot.Core.Chats;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Files;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Notifications;

namespace Bitrix24.Imbot.Core.Tests.Contract.Requests;

/// <summary>Events, files, and the requests of a user without a bot.</summary>
internal static class EventAndFileRequestCases
{
    public static readonly RequestCase[] All =
    [
        RequestCase.Of("imbot.v2.Event.get", "without an offset", """{"botId":456,"limit":100}""", new GetEventsRequest(456)),
        RequestCase.Of(
            "imbot.v2.Event.get",
            "a page with the events of the user",
            """{"botId":456,"offset":7,"limit":5,"withUserEvents":true}""",
            new GetEventsRequest(456) { Offset = 7, Limit = 5, WithUserEvents = true }),
        RequestCase.Of("imbot.v2.File.download", "a file", """{"botId":456,"fileId":9}""", new GetFileLinkRequest(456, 9)),
        RequestCase.Of("im.v2.Event.subscribe", "nothing", "{}", new SubscribeUserEventsRequest()),
        RequestCase.Of("im.v2.Event.unsubscribe", "nothing", "{}", new UnsubscribeUserEventsRequest()),
        RequestCase.Of("im.v2.Event.get", "a page", """{"offset":7,"limit":5}""", new GetUserEventsRequest { Offset = 7, Limit = 5 }),
        RequestCase.Of("im.v2.File.download", "a file", """{"dialogId":"chat5","fileId":9}""", new GetUserFileLinkRequest("chat5", 9)),
        RequestCase.Of(
            "im.v2.Chat.Bot.sendContext",
            "a context",
            """{"dialogId":"456","context":{"order":15}}""",
            new SendBotContextRequest("456", new JsonMap { ["order"] = 15 })),
        RequestCase.Of("im.notify.personal.add", "a tag", """{"USER_ID":17,"MESSAGE":"text","TAG":"t"}""", new AddNotificationRequest(17, "text") { Tag = "t" }),
        RequestCase.Of("im.notify.system.add", "a text", """{"USER_ID":17,"MESSAGE":"text"}""", new AddNotificationRequest(17, "text", isSystem: true)),
    ];
}
