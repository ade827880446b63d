using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Errors;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Authorization;

public sealed class MethodNameTests
{
    [Theory]
    [InlineData("imbot.v2.Chat.Message.send", "imbot.v2.Chat.Message.send")]
    [InlineData("IMBOT.V2.CHAT.MESSAGE.SEND", "imbot.v2.Chat.Message.send")]
    [InlineData("imbot.v2.bot.register.json", "imbot.v2.Bot.register")]
    [InlineData("Imbot.V2.Revision.Get.JSON", "imbot.v2.Revision.get")]
    [InlineData("crm.deal.list", "crm.deal.list")]
    [InlineData(" profile ", "profile")]
    public void Brings_known_names_into_the_documented_spelling(string text, string expected) => Assert.Equal(expected, MethodName.Parse(text).Text);

    [Theory]
    [InlineData("")]
    [InlineData(".json")]
    [InlineData("imbot.v2.Bot.get.xml")]
    [InlineData("imbot.v2.Bot.get?botId=5")]
    [InlineData("../batch")]
    [InlineData("rest/profile")]
    [InlineData("imbot v2")]
    [InlineData("profile.")]
    public void Refuses_what_is_no_name(string text) =>
        Assert.Equal(nameof(ErrorKinds.MethodNameInvalid), Assert.Throws<B24Exception>(() => MethodName.Parse(text)).ErrorId);
}
