using System.Text.Json.Nodes;
using Bitrix24.Imbot.Page.Tests.Browser;

namespace Bitrix24.Imbot.Page.Tests;

public sealed class AppearanceTests(Chromium chromium) : PageTest(chromium)
{
    [Fact]
    public async Task The_theme_that_was_chosen_with_the_button_is_remembered()
    {
        await OpenAsync("456");
        Assert.Equal("light", await SchemeAsync());
        await Tab.ClickAsync("document.getElementById('theme-button')");
        await Tab.ClickAsync("document.getElementById('theme-button')");
        Assert.Equal("dark", await SchemeAsync());
        await OpenAsync("456");
        Assert.Equal("dark", await SchemeAsync());
    }

    [Theory]
    [InlineData(320)]
    [InlineData(390)]
    [InlineData(800)]
    public async Task A_narrow_window_has_no_horizontal_scroll(int width)
    {
        await SampleChat.FillAsync(this);
        await SendAsync(new { message = new string('W', 400) + "\n[code]" + new string('x', 400) + "[/code]", keyboard = new[] { new { TEXT = new string('B', 90), LINK = "/x", WIDTH = 900 } } });
        await Tab.ShowAsAsync(width, 700, "light");
        await Tab.GoAsync($"{Emulator.PageAddress}#user=17");
        await Tab.WaitAsync(With(".dialog", "Docs Bot"));
        await FitsAsync();
        await Tab.ClickAsync(With(".dialog", "Docs Bot"));
        await Tab.WaitAsync("document.querySelectorAll('#messages .message').length === 6");
        await FitsAsync();
        await Tab.ClickAsync("document.getElementById('tab-requests')");
        await Tab.ClickAsync("document.querySelector('.request-head')");
        await Tab.WaitAsync("document.querySelector('.request-detail pre')");
        await FitsAsync();
        if (width < 720)
        {
            await Tab.ClickAsync("document.getElementById('tab-chats')");
            await Tab.ClickAsync("document.querySelector('.back')");
            await Tab.WaitAsync("document.querySelector('.sidebar').checkVisibility() && !document.querySelector('.conversation').checkVisibility()");
        }
    }

    private async Task<string> SchemeAsync() => await Tab.TextAsync("getComputedStyle(document.documentElement).colorScheme");

    /// <summary>Neither the page nor a vertically scrolling part of it scrolls horizontally. A code block has its own scroll bar.</summary>
    private async Task FitsAsync()
    {
        JsonNode wide = (await Tab.EvaluateAsync("""
            [document.documentElement, document.body, ...document.querySelectorAll('body *:not(pre, pre *, .visually-hidden, textarea, select, option)')]
                .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1 && getComputedStyle(one).textOverflow !== 'ellipsis'
                    || one.getBoundingClientRect().right > innerWidth + 1 && one.checkVisibility() && !one.closest('pre'))
                .map((one) => `${one.tagName} ${one.className} ${one.scrollWidth} ${one.clientWidth} ${one.getBoundingClientRect().right}`)
            """))!;
        Assert.True(wide.AsArray().Count == 0, wide.ToJsonString());
    }
}
