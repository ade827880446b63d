namespace Bitrix24.Imbot.Emulator.Tests;

public sealed class NewestRevisionTests : EmulatorTest
{
    protected override EmulatorOptions Options => new() { Revision = 36, SeedDocumentationBot = false };

    [Fact]
    public async Task Revision36RefusesLongTokensAtRegistration()
    {
        Assert.Equal(36, (await HookAsync("imbot.v2.Revision.get")).Int("rest"));
        object Fields(int length) => new { fields = new { code = "c", botToken = new string('t', length), properties = new { name = "N" } } };
        (await HookAsync("imbot.v2.Bot.register", Fields(41))).MustFail("BOT_TOKEN_INVALID_LENGTH");
        (await HookAsync("imbot.v2.Bot.register", Fields(40))).MustSucceed();
    }

    [Fact]
    public async Task NoDocumentationBot() => (await BotAsync("Chat.get", new { dialogId = "chat5" })).MustFail("BOT_NOT_FOUND");
}
