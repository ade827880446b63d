using Bitrix24.Imbot.Page.Tests.Browser;

namespace Bitrix24.Imbot.Page.Tests;

/// <summary>A restart that needs two people, in two browsers, with a bot that is killed between the steps.</summary>
public sealed class FourEyesTests(Chromium chromium) : PageTest(chromium)
{
    private const int Ivan = 23;

    [Fact]
    public async Task Anna_asks_and_Ivan_approves_while_the_bot_is_killed_between_the_steps()
    {
        await using PowerShellBot bot = PowerShellBot.Start(Emulator, "foureyes.ps1");
        await bot.SaysAsync("Chat commands of bot", Cancel);
        BrowserTab ivan = await OpenTabAsync();
        await OpenAsync("456");
        await OpenAsync("456", Ivan, ivan);

        await Tab.ClickAsync("document.getElementById('message-field')");
        await Tab.TypeAsync("/restart-app web -Reason 'it hangs'");
        await Tab.KeyAsync("Enter");
        await Seen(Tab, With(".key", "Run"), bot);
        await RestartAsync(bot);

        await Tab.ClickAsync(With(".key", "Run"));
        await Seen(ivan, With(".message.other .text", "Approval needed"), bot);
        await Seen(ivan, With(".key", "Approve"), bot);
        Assert.DoesNotContain(Emulator.Portal.MessagesOf("17", BotId), message => message.Text.Contains("was restarted", StringComparison.Ordinal));
        await RestartAsync(bot);

        await ivan.ClickAsync(With(".key", "Approve"));
        await Seen(Tab, With(".message.other .text", "web was restarted."), bot);
        await Seen(ivan, With(".message.other .text", "Approved by Ivan"), bot);
        await ivan.WaitAsync("!document.querySelector('.key')");
        await Tab.WaitAsync("!document.querySelector('.key')");
        Assert.Single(Emulator.Portal.MessagesOf("17", BotId), message => message.Text.Contains("was restarted", StringComparison.Ordinal));
        Assert.Single(Emulator.Portal.MessagesOf("23", BotId), message => message.Text.Contains("Restart-App", StringComparison.Ordinal));
    }

    private async Task RestartAsync(PowerShellBot bot)
    {
        await bot.KillAndStartAsync();
        await bot.SaysAsync("Chat commands of bot", Cancel);
    }
}
