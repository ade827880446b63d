using System.Text.Json.Nodes;
using Bitrix24.Imbot.Page.Tests.Browser;

namespace Bitrix24.Imbot.Page.Tests;

public sealed class AppearanceTests(Chromium chromium) : PageTest(chromium)
{
    /// <summary>
    /// Every element with text of its own, with the contrast of its colour to what it stands on (WCAG 2: 4.5, and 3 for large text). The canvas
    /// turns whatever colour notation the browser computes into bytes.
    /// </summary>
    private const string LowContrast = """
        (() => {
            const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
            const over = (colors) => {
                pen.clearRect(0, 0, 1, 1);
                for (const color of colors) { pen.fillStyle = color; pen.fillRect(0, 0, 1, 1); }
                return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
            };
            const luminance = (rgb) => rgb.map((one) => one / 255).map((one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
                .reduce((sum, one, at) => sum + one * [0.2126, 0.7152, 0.0722][at], 0);
            const backgrounds = (one) => {
                const found = [];
                for (; one; one = one.parentElement) {
                    const style = getComputedStyle(one);
                    const image = /(?:rgba?|oklch|color)\([^()]*\)/.exec(style.backgroundImage);
                    found.unshift(style.backgroundColor, ...(image ? [image[0]] : []));
                }
                return found;
            };
            return [...document.querySelectorAll('body *')]
                .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) && one.checkVisibility({ visibilityProperty: true })
                    && !one.disabled && !one.closest('noscript, .visually-hidden, .skip, [disabled]') && one.getClientRects().length > 0)
                .map((one) => {
                    const behind = backgrounds(one);
                    const [light, dark] = [luminance(over(behind)), luminance(over([...behind, getComputedStyle(one).color]))].sort((a, b) => b - a);
                    const style = getComputedStyle(one);
                    const isLarge = parseFloat(style.fontSize) >= 24 || parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700;
                    return { text: one.textContent.slice(0, 40), class: one.className, contrast: (light + 0.05) / (dark + 0.05), wanted: isLarge ? 3 : 4.5 };
                })
                .filter(({ contrast, wanted }) => contrast < wanted);
        })()
        """;

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task Text_can_be_read_in_light_and_dark(string scheme)
    {
        await FillAsync();
        await Tab.ShowAsAsync(1280, 2000, scheme);
        await OpenAsync("456");
        await Tab.WaitAsync("document.querySelectorAll('#messages .message').length === 4");
        Assert.Equal(scheme, await Tab.TextAsync("getComputedStyle(document.documentElement).colorScheme"));
        await IsReadableAsync();
        await Tab.KeyAsync("Alt+Digit2");
        await Tab.WaitAsync("document.querySelector('.request-head')");
        await IsReadableAsync();
    }

    [Fact]
    public async Task The_button_chooses_a_theme_that_is_kept()
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
        await FillAsync();
        await SendAsync(new { message = new string('W', 400) + "\n[code]" + new string('x', 400) + "[/code]", keyboard = new[] { new { TEXT = new string('B', 90), LINK = "/x", WIDTH = 900 } } });
        await Tab.ShowAsAsync(width, 700, "light");
        await Tab.GoAsync($"{Emulator.PageAddress}#user=17");
        await Tab.WaitAsync(With(".dialog", "Docs Bot"));
        await FitsAsync();
        await Tab.ClickAsync(With(".dialog", "Docs Bot"));
        await Tab.WaitAsync("document.querySelectorAll('#messages .message').length === 5");
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

    private async Task IsReadableAsync()
    {
        JsonNode unreadable = (await Tab.EvaluateAsync(LowContrast))!;
        Assert.True(unreadable.AsArray().Count == 0, unreadable.ToJsonString());
    }

    private async Task<string> SchemeAsync() => await Tab.TextAsync("getComputedStyle(document.documentElement).colorScheme");

    /// <summary>Neither the page nor a part of it that scrolls downwards is wider than its place; a block of code scrolls in itself.</summary>
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

    private async Task FillAsync()
    {
        Emulator.Portal.Write(Anna, "456", "A question of mine, with https://example.com/link");
        await SendAsync(new
        {
            message = "[color=#ffff00]yellow[/color] [color=#000]black[/color] [color=#fff]white[/color] [color=#00f]blue[/color] [user=23]Ivan[/user]\n"
                + ">>quoted\n[code]code[/code]\n[send=/x]send[/send]",
            attach = new
            {
                COLOR_TOKEN = "alert",
                BLOCKS = new object[]
                {
                    new { GRID = new object[] { new { DISPLAY = "TABLE", NAME = "n", VALUE = "v", COLOR_TOKEN = "alert" }, new { DISPLAY = "TABLE", NAME = "m", VALUE = "w", COLOR = "#ffeb3b" } } },
                    new { GRID = new object[] { new { DISPLAY = "ROW", NAME = "A long name of a row", VALUE = "its value", COLOR_TOKEN = "primary", WIDTH = 900 } } },
                    new { LINK = new { LINK = "https://example.com/", NAME = "Link", DESC = "Text under it" } },
                    new { DELIMITER = new { SIZE = 3000 } },
                    new { FILE = new[] { new { LINK = "https://example.com/f", NAME = "file.pdf", SIZE = 1000 } } },
                    new { USER = new { NAME = "Olga", USER_ID = 1 } },
                    new { IMAGE = new[] { new { LINK = "https://example.com/p.png", NAME = "picture" } } },
                },
            },
            keyboard = new object[]
            {
                new { TEXT = "Primary", LINK = "/1", BG_COLOR_TOKEN = "primary", DISPLAY = "LINE" },
                new { TEXT = "Secondary", LINK = "/2", BG_COLOR_TOKEN = "secondary", DISPLAY = "LINE" },
                new { TEXT = "Alert", LINK = "/3", BG_COLOR_TOKEN = "alert", DISPLAY = "LINE" },
                new { TEXT = "Base", LINK = "/4", DISPLAY = "LINE" },
                new { TEXT = "Own colour", LINK = "/5", BG_COLOR = "#777777", DISPLAY = "LINE" },
                new { TEXT = "Own colour", LINK = "/6", BG_COLOR = "#ffd54f" },
            },
        });
        await SendAsync(new { message = "A note of the system", system = "Y" });
        int id = Emulator.Portal.Write(Anna, "456", "Ещё вопрос").Id;
        await BotAsync("Chat.Message.Reaction.add", new { messageId = id, reaction = "like" });
        await BotAsync("Chat.InputAction.notify", new { dialogId = "17", duration = 600 });
    }
}
