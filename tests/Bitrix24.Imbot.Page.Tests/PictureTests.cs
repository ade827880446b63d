using Bitrix24.Imbot.Page.Tests.Browser;

namespace Bitrix24.Imbot.Page.Tests;

/// <summary>
/// Draws the pictures of the documentation and checks their size. If the environment variable B24_PAGE_PICTURES is 1, it also writes them.
/// </summary>
public sealed class PictureTests(Chromium chromium) : PageTest(chromium)
{
    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task A_chat_with_a_bot(string scheme)
    {
        await TalkAsync();
        await Tab.ShowAsAsync(1120, 910, scheme);
        await OpenAsync("456");
        await Tab.WaitAsync("document.querySelectorAll('#messages .message').length === 3 && document.getElementById('typing').innerText");
        await Tab.WaitAsync("!document.querySelector('.dialog[aria-current] .badge')");
        await KeepPictureAsync($"emulator-{scheme}.png", await Tab.PictureAsync());
    }

    private async Task TalkAsync()
    {
        await BotAsync("Command.register", new { fields = new { command = "deploy", title = new { en = "Deploy a build" } } });
        await SendAsync(new { message = "Good morning! The nightly report is in [chat=5]General talk[/chat]." }, "chat5");
        Emulator.Portal.Write(23, "chat5", "Спасибо, посмотрю \U0001F44D");
        Emulator.Portal.Write(Anna, "456", "How is tonight's build?");
        await BotAsync("Chat.Message.read", new { dialogId = "17" });
        int id = await SendAsync(new
        {
            message = "[b]Build 1482[/b] has [color=#2e7d32]passed[/color] in 6 min 12 s.\n>>2,310 unit tests, 48 in the browser\nAsk [user=23]Ivan Sidorov[/user] before production.",
            attach = new
            {
                COLOR_TOKEN = "primary",
                BLOCKS = new object[]
                {
                    new { GRID = new object[] { Row("Branch", "main"), Row("Commit", "4f2c91d"), Row("Failures", "[b]0[/b]") } },
                    new { DELIMITER = new { SIZE = 280 } },
                    new { LINK = new { LINK = "https://example.com/notes", NAME = "Release notes", DESC = "What is new in 1.4" } },
                },
            },
            keyboard = new object[]
            {
                new { TEXT = "Deploy to staging", COMMAND = "deploy", COMMAND_PARAMS = "staging", BG_COLOR_TOKEN = "primary", DISPLAY = "LINE" },
                new { TEXT = "Deploy to production", COMMAND = "deploy", COMMAND_PARAMS = "production", BG_COLOR_TOKEN = "alert", DISPLAY = "LINE" },
                new { TYPE = "NEWLINE" },
                new { TEXT = "Open the build", LINK = "https://example.com/1482", DISPLAY = "LINE" },
                new { TEXT = "Not now", ACTION = "SEND", ACTION_VALUE = "Not now", DISPLAY = "LINE" },
            },
        });
        Emulator.Portal.People.React(Anna, id, "partyingFace");
        Emulator.Portal.People.PressButton(Anna, id, "Deploy to staging");
        await SendAsync(new { message = "Deploying to staging:\n[code]checking out 4f2c91d\nmigrating the database ... done\nstarting 3 instances[/code]" });
        await BotAsync("Chat.InputAction.notify", new { dialogId = "17", statusMessageCode = "IMBOT_AGENT_ACTION_CHECKING", duration = 600 });
    }

    private static object Row(string name, string value) => new { DISPLAY = "ROW", NAME = name, VALUE = value };
}
