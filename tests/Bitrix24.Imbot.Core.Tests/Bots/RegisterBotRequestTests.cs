using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Tests.Rest;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Bots;

public sealed class RegisterBotRequestTests
{
    [Fact]
    public void Everything_goes_to_its_documented_place() => SentJson.Check(
        "imbot.v2.Bot.register",
        """{"fields":{"properties":{"name":"Full","lastName":"Bot","workPosition":"Helper","gender":"F","color":"azure","avatar":"AQID"},"isHidden":true,"isReactionsEnabled":false,"isSupportOpenline":true,"backgroundId":"teal","eventMode":"webhook","webhookUrl":"https://bot.example.com/hook?a=1","botToken":"token","type":"supervisor","code":"full"}}""",
        new RegisterBotRequest("full", "Full", new BotSettings
        {
            Properties = new BotProperties { LastName = "Bot", WorkPosition = "Helper", Gender = "F", Color = "azure", Avatar = [1, 2, 3] },
            IsHidden = true,
            IsReactionsEnabled = false,
            IsSupportOpenline = true,
            BackgroundId = "teal",
            EventMode = "webhook",
            WebhookUri = new Uri("https://bot.example.com/hook?a=1"),
            Token = Secret.FromText("token"),
        })
        {
            Type = "supervisor",
        });

    [Fact]
    public void Only_code_and_name_are_sent_without_settings() => SentJson.Check(
        "imbot.v2.Bot.register",
        """{"fields":{"properties":{"name":"News bot"},"code":"news"}}""",
        new RegisterBotRequest("news", "News bot"));
}
