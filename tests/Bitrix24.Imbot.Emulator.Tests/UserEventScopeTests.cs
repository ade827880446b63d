using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Emulator.Tests;

public sealed class UserEventScopeTests : EmulatorTest
{
    protected override EmulatorOptions Options => new() { WebhookScopes = ["imbot"] };

    [Fact]
    public async Task ScopeImIsCheckedFirst() => (await BotAsync("Event.get", new { withUserEvents = true })).MustFail("SCOPE_ERROR");
}
