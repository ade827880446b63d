using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Emulator.Tests;

public sealed class EmptyPortalTests : EmulatorTest
{
    protected override EmulatorOptions Options => new() { Revision = 36, SeedDocumentationBot = false };

    [Fact]
    public async Task DocumentationBotIsOptional() => (await BotAsync("Chat.get", new { dialogId = "chat5" })).MustFail("BOT_NOT_FOUND");

    [Fact]
    public async Task RevisionIsConfigurable() => Assert.Equal(36, (await HookAsync("imbot.v2.Revision.get")).Int("rest"));
}
