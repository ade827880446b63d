using Bitrix24.Imbot.Page.Tests.Browser;

namespace Bitrix24.Imbot.Page.Tests;

/// <summary>The sample bot whose commands are functions, used by two people in two browsers. It also creates the picture for the documentation.</summary>
public sealed class OpsBotTests(Chromium chromium) : PageTest(chromium)
{
    private const int Ivan = 23;

    [Fact]
    public async Task Two_people_use_the_commands_of_OpsBot_in_two_browsers()
    {
        await using PowerShellBot bot = PowerShellBot.Start(Emulator, "opsbot.ps1");
        await bot.SaysAsync("Chat commands of bot", Cancel);
        BrowserTab ivan = await OpenTabAsync();
        await Tab.ShowAsAsync(1120, 940, "light");
        await OpenAsync("chat5");
        await OpenAsync("chat5", Ivan, ivan);

        await WriteAsync(Tab, "/restart-app web");
        await Seen(Tab, With(".message.other .text", "Restart-App -Service 'web'"), bot);
        await Seen(ivan, With(".message.other .text", "Restart-App -Service 'web'"), bot);

        // The bot handles events in their order: when Ivan has his list of commands, his press has been handled, too.
        await ivan.ClickAsync(With(".key", "Run"));
        await OpenAsync("456", Ivan, ivan);
        await WriteAsync(ivan, "/help");
        await Seen(ivan, With(".message.other .text", "/get-inventory \u2014 Shows information about this computer."), bot);
        Assert.DoesNotContain(Emulator.Portal.MessagesOf("chat5"), message => message.Text.Contains("was restarted", StringComparison.Ordinal));

        await Tab.ClickAsync(With(".key", "Run"));
        await Seen(Tab, With(".message.other .text", "Confirmed:"), bot);
        await Seen(Tab, With(".message.other .text", "web was restarted."), bot);
        await Tab.WaitAsync("!document.querySelector('.key')");

        await WriteAsync(ivan, "/get-inventory");
        await Seen(ivan, With(".message.other .text", "Inventory \u2705"), bot);
        await Seen(ivan, With(".message.other", "used by the bot"), bot);
        Assert.Single(Emulator.Portal.MessagesOf("23", BotId), message => message.Text.Contains("Inventory", StringComparison.Ordinal));
        Assert.Empty(Emulator.Portal.MessagesOf("17", BotId));
        await OpenAsync("chat5", Ivan, ivan);
        await Seen(ivan, With(".message.other .text", "web was restarted."), bot);

        await WriteAsync(Tab, "/get-applog shop -Lines 2");
        await Seen(Tab, With(".message.other .text", "payment service answers again"), bot);
        await WriteAsync(Tab, "/restart-app shop");
        await Seen(Tab, With(".key", "Don't run"), bot);
        await Tab.WaitAsync("document.getElementById('typing').innerText === ''");
        await Tab.WaitAsync("!document.querySelector('.dialog[aria-current] .badge')");
        await KeepPictureAsync("opsbot.png", await Tab.PictureAsync());
        await Tab.ClickAsync(With(".key", "Don't run"));
        await Seen(Tab, With(".message.other .text", "Not run:"), bot);
        Assert.Single(Emulator.Portal.MessagesOf("chat5"), message => message.Text.Contains("was restarted", StringComparison.Ordinal));
    }

    private static async Task WriteAsync(BrowserTab tab, string text)
    {
        await tab.ClickAsync("document.getElementById('message-field')");
        await tab.TypeAsync(text);
        await tab.KeyAsync("Enter");
    }
}
