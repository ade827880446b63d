using System.Text.Json.Nodes;
using Bitrix24.Imbot.Page.Tests.Browser;

namespace Bitrix24.Imbot.Page.Tests;

/// <summary>The positions of the parts of a chat, at the sizes of a phone, a laptop, and a large screen.</summary>
public sealed class LayoutTests(Chromium chromium) : PageTest(chromium)
{
    /// <summary>Functions for the expressions below.</summary>
    private const string Geometry = """
        window.boxOf = (one) => one.getBoundingClientRect();
        window.overlap = (one, other) => one.left < other.right - 0.5 && other.left < one.right - 0.5 && one.top < other.bottom - 0.5 && other.top < one.bottom - 0.5;
        window.textLines = (one) => {
            const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
            const lines = [];
            while (walker.nextNode()) {
                const range = document.createRange();
                range.selectNodeContents(walker.currentNode);
                lines.push(...range.getClientRects());
            }
            return lines;
        };
        undefined
        """;

    public static TheoryData<int, int> Windows => Sizes.All;

    [Theory]
    [MemberData(nameof(Windows))]
    public async Task The_parts_of_a_chat_are_in_their_places(int width, int height)
    {
        string[] texts =
        [
            "Short", "Two lines\nof text", string.Concat(Enumerable.Repeat("many words that fill some lines ", 12)), new string('x', 300), "שלום עולם",
            "Ends with code [code]x = 1[/code]", ">>quoted", "[b]bold[/b] end",
        ];
        List<int> ids = [];
        foreach (string text in texts)
        {
            ids.Add(await SendAsync(new { message = text }));
            ids.Add(Emulator.Portal.Write(Anna, "456", text).Id);
        }

        object[] keys = [new { TEXT = "Yes", LINK = "/y", DISPLAY = "LINE" }, new { TEXT = "No", LINK = "/n", DISPLAY = "LINE" }, new { TEXT = "A button in a row of its own", LINK = "/x" }];
        ids.Add(await SendAsync(new { message = "Go?", keyboard = keys }));
        ids.Add(await SendAsync(new { message = texts[2], keyboard = keys }));
        ids.Add(await SendAsync(new { message = "System", system = "Y", keyboard = keys }));
        await Tab.ShowAsAsync(width, height, "light");
        await OpenAsync("456");
        await Tab.WaitAsync(Message(ids[^1]));
        await Tab.EvaluateAsync(Geometry);

        await TimesAreBesideTheTextsAsync();
        await KeyboardsAreAsWideAsTheirMessagesAsync();
        await ToolsCoverNothingAsync(ids);
        await PartsShareOneColumnAsync(width);
        await ScrollBarsAreThinAsync();
        await PlaceholdersFitAsync();
    }

    [Fact]
    public async Task Consecutive_messages_of_one_author_show_the_name_once()
    {
        await SendAsync(new { message = "one" }, "chat5");
        await SendAsync(new { message = "two" }, "chat5");
        Emulator.Portal.Write(23, "chat5", "three");
        Emulator.Portal.Write(23, "chat5", "four");
        await SendAsync(new { message = "five" }, "chat5");
        Emulator.Portal.Write(Anna, "chat5", "six");
        int last = await SendAsync(new { message = "seven" }, "chat5");
        await OpenAsync("chat5");
        await Tab.WaitAsync(Message(last));
        Assert.Equal(
            "Docs Bot: one; : two; Ivan Sidorov: three; : four; Docs Bot: five; : six; Docs Bot: seven",
            await Tab.TextAsync("""
                [...document.querySelectorAll('.message')]
                    .map((one) => `${one.querySelector('.author bdi')?.innerText ?? ''}: ${one.querySelector('.text').innerText}`).join('; ')
                """));
    }

    [Fact]
    public async Task The_tools_of_a_long_message_stay_visible_while_it_is_scrolled()
    {
        int id = await SendAsync(new { message = string.Concat(Enumerable.Repeat("line\n", 120)) });
        await OpenAsync("456");
        await Tab.WaitAsync($"{Message(id)} && !document.querySelector('.badge')");
        await Tab.EvaluateAsync("document.getElementById('scroller').scrollTop = 900");
        await Tab.PointAtAsync($"document.elementFromPoint({Message(id)}.querySelector('.bubble').getBoundingClientRect().left + 20, 400)");
        await Tab.WaitAsync($$"""
            ((tools, view) => tools.checkVisibility({ visibilityProperty: true }) && tools.getBoundingClientRect().top >= view.top && tools.getBoundingClientRect().bottom <= view.bottom)(
                {{Message(id)}}.querySelector('.tools'), document.getElementById('scroller').getBoundingClientRect())
            """);
    }

    /// <summary>The time shares a line with the end of the text, or is on the next line where the last one is full. It never covers the text.</summary>
    private async Task TimesAreBesideTheTextsAsync()
    {
        JsonNode places = (await Tab.EvaluateAsync("""
            [...document.querySelectorAll('.message:not(.system)')].map((one) => {
                const marks = boxOf(one.querySelector('.marks'));
                const lines = textLines(one.querySelector('.text')).filter((line) => line.width > 0);
                const last = lines.reduce((low, line) => line.bottom > low.bottom ? line : low);
                return {
                    text: one.querySelector('.text').innerText.slice(0, 20),
                    covers: lines.some((line) => overlap(line, marks)),
                    isBeside: marks.top < last.bottom && marks.bottom > last.top,
                    isInside: marks.right <= boxOf(one.querySelector('.bubble')).right && marks.bottom <= boxOf(one.querySelector('.bubble')).bottom,
                };
            })
            """))!;
        Assert.Equal(18, places.AsArray().Count);
        Assert.All(places.AsArray(), place => Assert.True(!(bool)place!["covers"]! && (bool)place["isInside"]!, place.ToJsonString()));
        Assert.All(
            places.AsArray().Where(place => (string)place!["text"]! is "Short" or "Two lines\nof text" or "bold end" or "Go?" or "שלום עולם"),
            place => Assert.True((bool)place!["isBeside"]!, place.ToJsonString()));
    }

    private async Task KeyboardsAreAsWideAsTheirMessagesAsync()
    {
        JsonNode widths = (await Tab.EvaluateAsync("""
            [...document.querySelectorAll('.keyboard')].map((one) => [boxOf(one), boxOf(one.parentElement.querySelector('.bubble'))].map((box) => [Math.round(box.left), Math.round(box.width)]))
            """))!;
        Assert.Equal(3, widths.AsArray().Count);
        Assert.All(widths.AsArray(), pair => Assert.Equal(pair![1]!.ToJsonString(), pair[0]!.ToJsonString()));
    }

    private async Task ToolsCoverNothingAsync(List<int> ids)
    {
        foreach (int id in ids.SkipLast(1).TakeLast(6))
        {
            await Tab.ClickAsync($"{Message(id)}.querySelector('.bubble')");
            await Tab.WaitAsync($"{Message(id)}.querySelector('.tools').checkVisibility({{ visibilityProperty: true }})");
            JsonNode found = (await Tab.EvaluateAsync($$"""
                ((message) => {
                    const tools = boxOf(message.querySelector('.tools'));
                    const bubble = boxOf(message.querySelector('.bubble'));
                    return {
                        covered: [...document.querySelectorAll('.bubble, .keyboard, .avatar')].filter((one) => one.checkVisibility({ visibilityProperty: true }) && overlap(boxOf(one), tools)).length,
                        distance: Math.max(tools.left - bubble.right, bubble.left - tools.right, tools.top - boxOf(message.querySelector('.message-column')).bottom),
                        isInWindow: tools.left >= 0 && tools.right <= innerWidth,
                        owner: message.contains(document.elementFromPoint(tools.left + tools.width / 2, tools.top + tools.height / 2)),
                    };
                })({{Message(id)}})
                """))!;
            Assert.True((int)found["covered"]! == 0 && (double)found["distance"]! is >= 0 and <= 12 && (bool)found["isInWindow"]! && (bool)found["owner"]!, found.ToJsonString());
        }
    }

    private async Task PartsShareOneColumnAsync(int width)
    {
        JsonArray columns = (await Tab.EvaluateAsync("""
            ['.conversation-head', '#messages', '#typing', '.composer-row'].map((name) => boxOf(document.querySelector(name))).map(({ left, right }) => [Math.round(left), Math.round(right)].join())
            """))!.AsArray();
        Assert.Single(columns.Select(column => (string)column!).Distinct());
        if (width >= 1280)
        {
            Assert.Equal(860, (await Tab.EvaluateAsync("boxOf(document.getElementById('messages')).width"))!.GetValue<double>(), 1.0);
        }
    }

    private async Task ScrollBarsAreThinAsync()
    {
        Assert.Equal("[]", (await Tab.EvaluateAsync(
            "[...document.querySelectorAll('body *')].filter((one) => getComputedStyle(one).scrollbarWidth !== 'thin').map((one) => one.outerHTML.slice(0, 80))"))!.ToJsonString());
        double bar = (double)(await Tab.EvaluateAsync("((one) => one.scrollHeight > one.clientHeight ? one.offsetWidth - one.clientWidth : -1)(document.getElementById('scroller'))"))!;
        Assert.InRange(bar, 0, 12);
    }

    private async Task PlaceholdersFitAsync()
    {
        await MustFitAsync(Tab, "message-field");
        await BotAsync("Chat.TextField.enabled", new { dialogId = "17", enabled = false });
        await Tab.WaitAsync("document.getElementById('message-field').disabled");
        await MustFitAsync(Tab, "message-field");
        if (await Tab.TextAsync("String(document.querySelector('.sidebar').checkVisibility())") == "true")
        {
            await MustFitAsync(Tab, "dialog-search");
        }

        await Tab.KeyAsync("Alt+Digit2");
        await Tab.WaitAsync("document.getElementById('request-filter').checkVisibility()");
        await MustFitAsync(Tab, "request-filter");
    }

    /// <summary>Checks that the placeholder of a field isn't cut off.</summary>
    private static async Task MustFitAsync(BrowserTab tab, string id)
    {
        double room = (double)(await tab.EvaluateAsync($$"""
            ((field) => {
                const style = getComputedStyle(field);
                const pen = document.createElement('canvas').getContext('2d');
                pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
                return field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - pen.measureText(field.placeholder).width;
            })(document.getElementById('{{id}}'))
            """))!;
        Assert.True(room >= 0, $"The placeholder of {id} is {-room} pixels too wide.");
    }
}
