using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Permissions;
using Bitrix24.Imbot.Core.Revisions;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Tests.Contract.Requests;

internal static class BotRequestCases
{
    private static readonly BotSettings Settings = new()
    {
        Properties = new BotProperties { Name = "Duty", LastName = "Officer", WorkPosition = "Helper", Gender = "F", Color = "mint", Avatar = [1, 2, 3] },
        IsHidden = false,
        IsReactionsEnabled = true,
        IsSupportOpenline = false,
        BackgroundId = "teal",
        EventMode = "webhook",
        WebhookUri = new Uri("https://bots.example.com/duty?a=1"),
        Token = Secret.FromText("next"),
    };

    public static readonly RequestCase[] All =
    [
        RequestCase.Of(
            "imbot.v2.Bot.register",
            "all settings",
            """{"fields":{"properties":{"name":"Full","lastName":"Officer","workPosition":"Helper","gender":"F","color":"mint","avatar":"AQID"},"isHidden":false,"isReactionsEnabled":true,"isSupportOpenline":false,"backgroundId":"teal","eventMode":"webhook","webhookUrl":"https://bots.example.com/duty?a=1","botToken":"next","type":"supervisor","code":"full"}}""",
            new RegisterBotRequest("full", "Full", Settings) { Type = "supervisor" }),
        RequestCase.Of(
            "imbot.v2.Bot.register",
            "only code and name",
            """{"fields":{"properties":{"name":"News bot"},"code":"news"}}""",
            new RegisterBotRequest("news", "News bot")),
        RequestCase.Of(
            "imbot.v2.Bot.update",
            "all settings",
            """{"botId":456,"fields":{"properties":{"name":"Duty","lastName":"Officer","workPosition":"Helper","gender":"F","color":"mint","avatar":"AQID"},"isHidden":false,"isReactionsEnabled":true,"isSupportOpenline":false,"backgroundId":"teal","eventMode":"webhook","webhookUrl":"https://bots.example.com/duty?a=1","botToken":"next"}}""",
            new UpdateBotRequest(456, Settings)),
        RequestCase.Of(
            "imbot.v2.Bot.update", "what is not given is not sent", """{"botId":456,"fields":{"isHidden":true}}""", new UpdateBotRequest(456, new BotSettings { IsHidden = true })),
        RequestCase.Of(
            "imbot.v2.Bot.update",
            "a background is removed with one that the portal does not know",
            """{"botId":456,"fields":{"backgroundId":"none"}}""",
            new UpdateBotRequest(456, new BotSettings { BackgroundId = UpdateBotRequest.NoBackground })),
        RequestCase.Of("imbot.v2.Bot.get", "by ID", """{"botId":456}""", new GetBotRequest(456)),
        RequestCase.Of("imbot.v2.Bot.get", "by code", """{"code":"docs_bot"}""", new GetBotRequest("docs_bot")),
        RequestCase.Of("imbot.v2.Bot.list", "the first page", """{"limit":50,"offset":0}""", new ListBotsRequest()),
        RequestCase.Of(
            "imbot.v2.Bot.list",
            "a page of one type",
            """{"filter":{"type":"supervisor"},"limit":5,"offset":50}""",
            new ListBotsRequest { Type = "supervisor", Limit = 5, Offset = 50 }),
        RequestCase.Of("imbot.v2.Bot.unregister", "a bot", """{"botId":456}""", new UnregisterBotRequest(456)),
        RequestCase.Of("imbot.v2.Revision.get", "nothing", "{}", new GetRevisionRequest()),
        RequestCase.Of("scope", "the permissions of the connection", "{}", new GetPermissionsRequest()),
        RequestCase.Of("scope", "all permissions of the portal", """{"full":true}""", new GetPermissionsRequest { IsFull = true }),
    ];
}
