using System.Text;
using Bitrix24.Imbot.Page.Tests.Browser;

namespace Bitrix24.Imbot.Page.Tests;

public sealed class LiveTests(Chromium chromium) : PageTest(chromium)
{
    [Fact]
    public async Task What_a_bot_does_is_seen_without_reload()
    {
        await OpenAsync("456");
        await Tab.EvaluateAsync("window.sameDocument = true");
        int id = await SendAsync(new { message = "first" });
        await Tab.WaitAsync($"{Message(id)}.innerText.includes('first')");
        await Tab.WaitAsync(With(".dialog", "first"));

        await Tab.WaitAsync("!document.querySelector('.badge')");
        await BotAsync("Chat.Message.update", new { messageId = id, fields = new { message = "second", attach = Table("CPU") } });
        await Tab.WaitAsync($"/second[^]*CPU[^]*edited/.test({Message(id)}.innerText)");

        await BotAsync("Chat.Message.Reaction.add", new { messageId = id, reaction = "fire" });
        await Tab.WaitAsync($"{Message(id)}.querySelector('.reaction').innerText.includes('\U0001F525 1')");
        await BotAsync("Chat.InputAction.notify", new { dialogId = "17", statusMessageCode = "IMBOT_AGENT_ACTION_SEARCHING", duration = 600 });
        await Tab.WaitAsync("document.getElementById('typing').innerText === 'Docs Bot is looking for information'");

        string content = Convert.ToBase64String(Encoding.UTF8.GetBytes("text of the file"));
        await BotAsync("File.upload", new { dialogId = "17", fields = new { name = "Отчёт.txt", content } });
        await Tab.WaitAsync(With(".file", "Отчёт.txt"));
        await Tab.WaitAsync("document.getElementById('typing').innerText === ''");
        Assert.Equal("text of the file", await Tab.TextAsync("fetch(document.querySelector('.file a').href).then((answer) => answer.text())"));

        await BotAsync("Chat.TextField.enabled", new { dialogId = "17", enabled = false });
        await Tab.WaitAsync("document.getElementById('message-field').disabled");
        await BotAsync("Chat.Message.delete", new { messageId = id, complete = true });
        await Tab.WaitAsync($"!{Message(id)}");
        Assert.True((bool)(await Tab.EvaluateAsync("window.sameDocument"))!);
    }

    [Fact]
    public async Task Own_messages_are_edited_deleted_and_marked_as_read()
    {
        await OpenAsync("456");
        await Tab.ClickAsync("document.getElementById('message-field')");
        await Tab.TypeAsync("one");
        await Tab.KeyAsync("Enter");
        await Tab.WaitAsync("document.querySelector('.ticks')?.innerText === '\\u2713'");
        await BotAsync("Chat.Message.read", new { dialogId = "17" });
        await Tab.WaitAsync("document.querySelector('.ticks').innerText === '\\u2713\\u2713'");
        await Tab.KeyAsync("ArrowUp");
        await Tab.TypeAsync(" and two");
        await Tab.KeyAsync("Enter");
        await Tab.WaitAsync("document.querySelector('.own .text').innerText === 'one and two'");
        Assert.Equal("one and two", Emulator.Portal.MessagesOf("17", BotId)[0].Text);
        await Tab.ClickAsync("document.querySelector('.own .bubble')");
        await Tab.ClickAsync("document.querySelector('.own [data-key=tool-delete]')");
        await Tab.WaitAsync("document.querySelector('.message.deleted')");
        Assert.True(Emulator.Portal.MessagesOf("17", BotId)[0].IsDeleted);
    }

    [Fact]
    public async Task Buttons_send_put_and_open_dialogs_and_a_blocking_one_is_pressed_once()
    {
        await BotAsync("Command.register", new { fields = new { command = "go", title = new { en = "Go" } } });
        await OpenAsync("456");
        await SendAsync(new
        {
            message = "[send=sent by text]send it[/send] [put=put by text]put it[/put]",
            keyboard = new object[]
            {
                new { TEXT = "Go on", COMMAND = "go", COMMAND_PARAMS = "now", BLOCK = "Y", DISPLAY = "LINE" },
                new { TEXT = "Off", COMMAND = "go", DISABLED = "Y", DISPLAY = "LINE" },
                new { TEXT = "Say yes", ACTION = "SEND", ACTION_VALUE = "yes", DISPLAY = "LINE" },
                new { TYPE = "NEWLINE" },
                new { TEXT = "Unknown", COMMAND = "unregistered", DISPLAY = "LINE" },
                new { TEXT = "To the chat", ACTION = "DIALOG", ACTION_VALUE = "chat5" },
            },
        });
        await Tab.WaitAsync("document.querySelectorAll('.keyboard-row').length === 3");
        await Tab.ClickAsync(With(".key", "Unknown"));
        await Tab.WaitAsync(With(".toast.error", "has not registered the command unregistered"));
        Assert.Contains("status of 400", Assert.Single(Tab.Troubles), StringComparison.Ordinal);
        Tab.Troubles.Clear();
        await Tab.ClickAsync(With(".key", "Say yes"));
        await Tab.WaitAsync(With(".own .text", "yes"));
        await Tab.ClickAsync(With(".text .text-button", "send it"));
        await Tab.WaitAsync(With(".own .text", "sent by text"));
        await Tab.ClickAsync(With(".text .text-button", "put it"));
        await Tab.WaitAsync("document.getElementById('message-field').value === 'put by text'");
        await Tab.ClickAsync(With(".key", "Go on"));
        await Tab.WaitAsync("[...document.querySelectorAll('.key')].every((key) => key.disabled)");
        await BotAsync("Chat.Message.update", new { messageId = 1, fields = new { message = "changed" } });
        await Tab.WaitAsync($"{With(".key", "Go on")}.disabled === false && {With(".key", "Off")}.disabled");
        await Tab.ClickAsync(With(".key", "To the chat"));
        await Tab.WaitAsync("document.getElementById('conversation-title').innerText === 'General talk'");
        Assert.Single(
            (await BotAsync("Event.get", new { }))["events"]!.AsArray(),
            entry => (string?)entry!["type"] == "ONIMBOTV2COMMANDADD" && (string?)entry["data"]!["command"]!["params"] == "now");
    }

    [Fact]
    public async Task A_bot_is_taken_out_of_a_chat_and_added_again()
    {
        await OpenAsync("chat5", userId: 1);
        await Tab.ClickAsync(With("#conversation-bar button", "Members (5)"));
        await Tab.ClickAsync("document.querySelector('dialog [data-key=\"remove-456\"]')");
        await Tab.WaitAsync("!document.querySelector('dialog [data-key=\"remove-456\"]')");
        Assert.False(Emulator.Portal.FindChat("chat5")!.HasMember(BotId));
        await Tab.EvaluateAsync("document.querySelector('dialog select').value = '456'");
        await Tab.ClickAsync("document.querySelector('dialog [data-key=add-button]')");
        await Tab.WaitAsync("document.querySelector('dialog [data-key=\"remove-456\"]')");
        Assert.Equal("ONIMBOTV2JOINCHAT", (string?)(await BotAsync("Event.get", new { }))["events"]![0]!["type"]);
    }

    [Fact]
    public async Task Requests_are_listed_live_without_secrets_and_filtered()
    {
        await Tab.GoAsync($"{Emulator.PageAddress}#user=17&tab=requests");
        await Tab.WaitAsync("document.querySelector('.request-tools')");
        await SendAsync(new { message = "to be found" });
        await Tab.WaitAsync(With(".request-head", "imbot.v2.Chat.Message.send"));
        await BotAsync("Event.get", new { });
        await BotAsync("Bot.get", new { });
        await Tab.WaitAsync(With(".request-head", "imbot.v2.Bot.get"));
        await Tab.ClickAsync(With(".request-head", "imbot.v2.Chat.Message.send"));
        await Tab.WaitAsync(With(".request-detail", "to be found"));
        string shown = await Tab.TextAsync("document.getElementById('panel-requests').textContent");
        Assert.Contains("\"botToken\": \"***\"", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("my_bot_token", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Emulator.WebhookUri.Segments[^1].Trim('/'), shown, StringComparison.Ordinal);
        await Tab.ClickAsync("document.querySelector('.request-tools input[type=search]')");
        await Tab.TypeAsync("message.send");
        await Tab.WaitAsync("document.querySelectorAll('.request-head').length === 1");
        Assert.NotNull(await Tab.EvaluateAsync($"Boolean({With(".request-detail", "to be found")})"));
    }

    private static object Table(string name) => new { BLOCKS = new[] { new { GRID = new[] { new { DISPLAY = "ROW", NAME = name, VALUE = "12 %" } } } } };
}
