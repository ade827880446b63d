using Bitrix24.Imbot.Core.Methods;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Methods;

public sealed class ApiMethodTests
{
    [Theory]
    [InlineData("imbot.v2.Chat.Message.send", "imbot.v2.Chat.Message.send")]
    [InlineData("IMBOT.V2.CHAT.MESSAGE.SEND", "imbot.v2.Chat.Message.send")]
    [InlineData("imbot.v2.bot.register.json", "imbot.v2.Bot.register")]
    [InlineData("Imbot.V2.Revision.Get.JSON", "imbot.v2.Revision.get")]
    [InlineData("crm.deal.list", "crm.deal.list")]
    [InlineData(" profile ", "profile")]
    public void Known_names_get_the_documented_spelling(string text, string expected) => Assert.Equal(expected, ApiMethod.Parse(text).Name);

    [Theory]
    [InlineData("")]
    [InlineData(".json")]
    [InlineData("imbot.v2.Bot.get.xml")]
    [InlineData("imbot.v2.Bot.get?botId=5")]
    [InlineData("../batch")]
    [InlineData("rest/profile")]
    [InlineData("imbot v2")]
    [InlineData("profile.")]
    public void Invalid_method_names_are_refused(string text) =>
        Assert.Equal(nameof(PortalErrors.MethodNameInvalid), Assert.Throws<B24Exception>(() => ApiMethod.Parse(text)).ErrorId);

    [Theory]
    [InlineData("imbot.v2.File.download", true)]
    [InlineData("imbot.v2.Chat.Message.getContext", true)]
    [InlineData("im.v2.File.DOWNLOAD", true)]
    [InlineData("imbot.v2.Event.get", false)]
    [InlineData("im.v2.Event.get", false)]
    [InlineData("imbot.v2.Chat.Message.read", false)]
    [InlineData("crm.deal.list", true)]
    [InlineData("crm.deal.add", false)]
    public void Knows_which_methods_are_read_only(string name, bool isReadOnly) => Assert.Equal(isReadOnly, ApiMethod.Parse(name).IsReadOnly);

    [Theory]
    [InlineData("imbot.v2.File.upload", false)]
    [InlineData("im.v2.file.download", false)]
    [InlineData("batch", false)]
    [InlineData("imbot.v2.Chat.Message.send", true)]
    [InlineData("disk.file.get", true)]
    public void Knows_which_methods_can_be_batched(string name, bool isBatchable) => Assert.Equal(isBatchable, ApiMethod.Parse(name).IsBatchable);

    [Fact]
    public void Known_methods_are_found_in_any_letter_case() =>
        Assert.All(ApiMethods.All, row => Assert.Same(row, ApiMethod.Parse(row.Name.ToUpperInvariant())));
}
