using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Emulator.Tests;

public sealed class SelfHostedTests : EmulatorTest
{
    protected override EmulatorOptions Options => new() { Cloud = false };

    [Fact]
    public async Task SelfHostedPortalHasNeitherOperatingTimeNorLoadLimit()
    {
        Portal.Load.Spend("profile", 10_000);
        Reply reply = (await HookAsync("profile")).MustSucceed();
        Assert.Null(reply.Body["time"]!["operating"]);
    }
}
