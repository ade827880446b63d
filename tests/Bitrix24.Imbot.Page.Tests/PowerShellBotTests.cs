using Bitrix24.Imbot.Page.Tests.Browser;

namespace Bitrix24.Imbot.Page.Tests;

public sealed class PowerShellBotTests(Chromium chromium) : PageTest(chromium)
{
    [Fact]
    public async Task A_person_writes_presses_the_button_of_a_bot_in_PowerShell_and_sees_its_answer()
    {
        await using PowerShellBot bot = PowerShellBot.Start(Emulator);
        await OpenAsync("456");
        await Tab.ClickAsync("document.getElementById('message-field')");
        await Tab.TypeAsync("Hello");
        await Tab.KeyAsync("Enter");

        await Seen(With(".message.own .text", "Hello"), bot);
        await Seen(With(".message.other .text", "What next, Anna?"), bot);
        Assert.Equal("What next", await Tab.TextAsync("document.querySelector('.message.other .text strong').innerText"));
        await Tab.ClickAsync(With(".key", "Deploy to staging"));
        await Seen(With(".message.other .text", "Deploying to staging."), bot);
        Assert.Equal(3, Emulator.Portal.MessagesOf("17", BotId).Count);
    }

    private async Task Seen(string element, PowerShellBot bot)
    {
        try
        {
            await Tab.WaitAsync(element);
        }
        catch (Exception notSeen) when (notSeen is Xunit.Sdk.XunitException)
        {
            Assert.Fail($"{notSeen.Message}\n\nThe bot said:\n{bot.Said}");
        }
    }
}
