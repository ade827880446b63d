using Bitrix24.Imbot.Page.Tests.Browser;

namespace Bitrix24.Imbot.Page.Tests;

public sealed class FirstScreenTests(Chromium chromium) : PageTest(chromium)
{
    public static TheoryData<int, int> Windows => Sizes.All;

    [Theory]
    [MemberData(nameof(Windows))]
    public async Task The_first_screen_explains_the_next_steps_and_its_buttons_work(int width, int height)
    {
        await Tab.ShowAsAsync(width, height, "light");
        await Tab.GoAsync($"{Emulator.PageAddress}#user=17");
        await Tab.WaitAsync(With(".welcome", "You act as Anna Petrova."));
        Assert.True((bool)(await Tab.EvaluateAsync("""
            ((box) => box.top < innerHeight && box.height > 0)(document.getElementById('welcome-title').getBoundingClientRect())
            """))!);

        await Tab.WatchClipboardAsync();
        await Tab.ClickAsync(With(".welcome button", "Copy the setup commands"));
        await Tab.WaitAsync(With(".toast", "Paste the commands into PowerShell"));
        string copied = await Tab.TextAsync("window.copied");
        Assert.Contains($"$webhook = '{Emulator.WebhookUri}'", copied, StringComparison.Ordinal);
        Assert.EndsWith("Connect-B24Webhook $webhook -BotId 456 -BotToken $botToken", copied, StringComparison.Ordinal);

        await Tab.ClickAsync(With(".welcome button", "Open the requests"));
        await Tab.WaitAsync(With(".request-list", "No requests yet."));
        await Tab.ClickAsync("document.getElementById('tab-chats')");
        await Tab.ClickAsync(With(".welcome button", "Write to Docs Bot"));
        await Tab.WaitAsync("document.activeElement.id === 'message-field' && !document.querySelector('.welcome').checkVisibility()");
        await Tab.WaitAsync(With("#messages", "No messages yet. Write to Docs Bot"));
        await Tab.TypeAsync("Hello");
        await Tab.KeyAsync("Enter");
        await Tab.WaitAsync($"{With(".own .text", "Hello")} && !document.querySelector('.no-messages')");
    }

    [Fact]
    public async Task A_search_without_results_says_so()
    {
        await SendAsync(new { message = "to be listed" });
        await Tab.GoAsync($"{Emulator.PageAddress}#user=17");
        await Tab.WaitAsync(With(".dialog", "Docs Bot"));
        await Tab.KeyAsync("Alt+k");
        await Tab.TypeAsync("<b>nobody");
        await Tab.WaitAsync("document.querySelector('.dialog-list').innerText === 'No matches for <b>nobody'");
        await Tab.KeyAsync("Alt+Digit2");
        await Tab.WaitAsync("document.querySelector('.request-head')");
        await Tab.KeyAsync("Alt+k");
        await Tab.TypeAsync("nothing like this");
        await Tab.WaitAsync("document.querySelector('.request-list').innerText === 'No matches.'");
    }

    [Fact]
    public async Task Shortcuts_are_shown_as_key_caps()
    {
        await OpenAsync("456");
        await Tab.ClickAsync("document.getElementById('shortcuts-button')");
        await Tab.WaitAsync("document.querySelector('dialog[open] kbd')");
        Assert.Equal("Shift + Enter", await Tab.TextAsync("document.querySelectorAll('.shortcuts dt')[1].innerText"));
        Assert.Equal("[]", (await Tab.EvaluateAsync("""
            [...document.querySelectorAll('.shortcuts dt')].filter((one) => !one.querySelector('kbd')).map((one) => one.innerText)
            """))!.ToJsonString());
        Assert.True((bool)(await Tab.EvaluateAsync("parseFloat(getComputedStyle(document.querySelector('kbd')).borderBottomWidth) >= 2"))!);
    }
}
