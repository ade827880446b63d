using Bitrix24.Imbot.Emulator.State;
using Bitrix24.Imbot.Page.Tests.Browser;

namespace Bitrix24.Imbot.Page.Tests;

public sealed class HostileTextTests(Chromium chromium) : PageTest(chromium)
{
    private static readonly string[] Texts =
    [
        "<script>window.hacked = 1</script>",
        "<img src=x onerror=\"window.hacked = 1\">",
        "[url=javascript:window.hacked=1]press[/url]",
        "[url]javascript:window.hacked=1[/url]",
        "[url=data:text/html,<script>1</script>]press[/url]",
        "[url= JaVaScRiPt:window.hacked=1]press[/url]",
        "[img size=small]javascript:window.hacked=1 [/img]",
        "[color=red;background:url(https://evil.example/c)]x[/color]",
        "[size=30;position:fixed]x[/size][size=9999]big[/size]",
        "[user=1 onclick=window.hacked=1]Olga[/user]",
        "[b onmouseover=window.hacked=1]x[/b]",
        "[__proto__=1]x[/__proto__] [constructor]y[/constructor]",
        "[icon=javascript:window.hacked=1 size=9999]",
        "\u202Egnp.exe\u202C and \0 and \uFFFD",
    ];

    [Fact]
    public async Task Active_content_in_messages_is_shown_as_text()
    {
        await OpenAsync("chat5");
        List<int> ids = [];
        foreach (string text in Texts)
        {
            ids.Add(await SendAsync(new { message = text }, "chat5"));
        }

        await Tab.WaitAsync(Message(ids[^1]));
        foreach ((string text, int id) in Texts.Zip(ids).Take(4))
        {
            Assert.Equal(text, await Tab.TextAsync($"{Message(id)}.querySelector('.text').innerText"));
        }

        Assert.Equal("[]", (await Tab.EvaluateAsync(
            "[...document.querySelectorAll('#messages a')].map((one) => one.protocol).filter((one) => !/^(https?|mailto):$/.test(one))"))!.ToJsonString());
        Assert.Equal(0, (int)(await Tab.EvaluateAsync("document.querySelectorAll('#messages script, #messages img, #messages iframe').length"))!);
        Assert.Equal(30, (int)(await Tab.EvaluateAsync(
            $"parseInt(getComputedStyle({With("#messages span", "big")}).fontSize)"))!);
        await NothingRanAsync();
    }

    [Fact]
    public async Task Active_content_in_names_buttons_and_attachments_is_shown_as_text()
    {
        Chat chat = Emulator.Portal.AddChat("<img src=x onerror=window.hacked=1>", Anna, BotId);
        string dialogId = $"chat{chat.Id}";
        Emulator.Portal.AddUser("<script>window.hacked=1</script>");
        int id = await SendAsync(
            new
            {
                message = "x",
                keyboard = new object[]
                {
                    new { TEXT = "<b>go</b>", LINK = "/\\evil.example", BG_COLOR = "red;}", TEXT_COLOR = "url(x)" },
                    new { TEXT = "copy", ACTION = "PUT", ACTION_VALUE = "<img src=x onerror=window.hacked=1>" },
                },
                attach = new object[]
                {
                    new { MESSAGE = "<script>window.hacked=1</script>[url=javascript:1]x[/url]" },
                    new { LINK = new { LINK = "https://example.com/", NAME = "<i>name</i>", HTML = "<img src=x onerror=window.hacked=1>" } },
                    new { GRID = new[] { new { DISPLAY = "constructor", NAME = "<u>n</u>", VALUE = "[color=#fff]v[/color]", COLOR = "#000;x:y" } } },
                    new { IMAGE = new[] { new { LINK = "https://evil.example/a.png", NAME = "<x>" } } },
                },
            },
            dialogId);
        await BotAsync("File.upload", new { dialogId, fields = new { name = "<img src=x onerror=window.hacked=1>.svg", content = "PHN2Zz48L3N2Zz4=" } });
        await OpenAsync(dialogId);
        await Tab.WaitAsync($"{Message(id)} && document.querySelector('.file-block')");
        string shown = await Tab.TextAsync($"{Message(id)}.innerText");
        Assert.All(
            ["<b>go</b>", "<script>window.hacked=1</script>", "[url=javascript:1]x[/url]", "<i>name</i>", "<img src=x onerror", "<u>n</u>", "Load pictures"],
            text => Assert.Contains(text, shown, StringComparison.Ordinal));
        await Tab.ClickAsync(With(".key", "copy"));
        Assert.Equal("<img src=x onerror=window.hacked=1>", await Tab.TextAsync("document.getElementById('message-field').value"));
        Assert.Equal(0, (int)(await Tab.EvaluateAsync("document.querySelectorAll('#messages img, #messages script').length"))!);
        await NothingRanAsync();
    }

    [Fact]
    public async Task The_page_still_works_after_thousands_of_nested_codes()
    {
        await OpenAsync("chat5");
        foreach ((string part, int count) in (IEnumerable<(string, int)>)
        [
            ("[b]", 6000), ("[size=30][color=#ff0000]", 800), ("[code]", 3000), ("[/b][/i]", 2000), ("[url=https://a.example/]", 800), (">>", 9000),
            ("------\n", 2800), (">>x\n\n", 3900),
        ])
        {
            int id = await SendAsync(new { message = string.Concat(Enumerable.Repeat(part, count)) }, "chat5");
            await Tab.WaitAsync(Message(id));
            int depth = (int)(await Tab.EvaluateAsync($$"""
                Math.max(...[...{{Message(id)}}.querySelectorAll('*')].map((one) => { let depth = 0; for (; one; one = one.parentElement) depth++; return depth; }))
                """))!;
            Assert.InRange(depth, 1, 60);
        }

        int after = await SendAsync(new { message = "still here" }, "chat5");
        await Tab.WaitAsync(Message(after));
        await NothingRanAsync();
    }

    [Fact]
    public async Task An_external_picture_is_loaded_only_on_request()
    {
        await SendAsync(new { message = "[img size=small]http://127.0.0.1:9/picture.png [/img]" }, "chat5");
        await OpenAsync("chat5");
        await Tab.WaitAsync(With(".picture-note", "127.0.0.1:9"));
        Assert.DoesNotContain(Tab.Requested, address => address.Contains(":9/", StringComparison.Ordinal));
        await Tab.ClickAsync(With(".text-button", "Load pictures"));
        await Tab.WaitAsync("document.querySelector('#messages img')?.src === 'http://127.0.0.1:9/picture.png'");
        await Tab.WaitAsync("document.querySelector('#messages img').complete");
        Assert.Contains("http://127.0.0.1:9/picture.png", Tab.Requested);

        // This request was intended, and no server answers it.
        Tab.Requested.Clear();
        Tab.Troubles.Clear();
    }

    private async Task NothingRanAsync() => Assert.Equal("undefined", await Tab.TextAsync("typeof window.hacked"));
}
