using Bitrix24.Imbot.Page.Tests.Browser;

namespace Bitrix24.Imbot.Page.Tests;

public sealed class PowerShellBotTests(Chromium chromium) : PageTest(chromium)
{
    [Fact]
    public async Task A_person_writes_to_a_PowerShell_bot_presses_its_button_and_sees_the_answer()
    {
        await using PowerShellBot bot = PowerShellBot.Start(Emulator, "bot.ps1");
        await OpenAsync("456");
        await Tab.ClickAsync("document.getElementById('message-field')");
        await Tab.TypeAsync("Hello");
        await Tab.KeyAsync("Enter");

        await Seen(Tab, With(".message.own .text", "Hello"), bot);
        await Seen(Tab, With(".message.other .text", "What next, Anna?"), bot);
        Assert.Equal("What next", await Tab.TextAsync("document.querySelector('.message.other .text strong').innerText"));
        await Tab.ClickAsync(With(".key", "Deploy to staging"));
        await Seen(Tab, With(".message.other .text", "Deploying to staging."), bot);
        Assert.Equal(3, Emulator.Portal.MessagesOf("17", BotId).Count);
    }
}
