using System.Text;
using System.Text.Json.Nodes;
using Bitrix24.Imbot.Page.Tests.Browser;

namespace Bitrix24.Imbot.Page.Tests;

public sealed class LiveTests(Chromium chromium) : PageTest(chromium)
{
    private const string Field = "document.getElementById('message-field').value";

    [Fact]
    public async Task Actions_of_a_bot_appear_without_a_reload()
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
        await Tab.HurryTimersAsync();
        await Tab.ClickAsync("document.querySelector('.own .bubble')");
        await Tab.ClickAsync("document.querySelector('.own [data-key=tool-delete]')");
        await Tab.WaitAsync("document.querySelector('.message.deleted')");
        Assert.True(Emulator.Portal.MessagesOf("17", BotId)[0].IsDeleted);
    }

    [Fact]
    public async Task A_reply_quotes_the_message_and_the_bot_receives_its_ID()
    {
        int id = await SendAsync(new { message = "[b]Shall[/b] I deploy?" });
        await OpenAsync("456");
        await UseToolAsync(id, "reply");
        await Tab.WaitAsync("document.getElementById('composer-purpose').innerText.startsWith('Replying to Docs Bot: Shall I deploy?')");
        await Tab.WaitAsync("document.activeElement.id === 'message-field'");
        await Tab.TypeAsync("Yes, please");
        await Tab.KeyAsync("Enter");
        await Tab.WaitAsync("document.querySelector('.own .reply')?.innerText.includes('Docs Bot') && document.querySelector('.own .reply').innerText.includes('Shall I deploy?')");
        Assert.Equal("Yes, please", await Tab.TextAsync("document.querySelector('.own .text').innerText"));
        Assert.True((bool)(await Tab.EvaluateAsync("""
            document.querySelector('.own .reply').getBoundingClientRect().bottom <= document.querySelector('.own .text').getBoundingClientRect().top
            """))!);
        await Tab.WaitAsync("document.getElementById('composer-purpose').hidden");
        JsonNode heard = (await BotAsync("Event.get", new { }))["events"]!.AsArray()
            .Single(entry => (string?)entry!["type"] == "ONIMBOTV2MESSAGEADD")!["data"]!["message"]!;
        Assert.Equal(("Yes, please", id), ((string?)heard["text"], (int)heard["params"]!["REPLY_ID"]!));

        // A click on the quotation shows the message. The next message isn't a reply.
        await Tab.ClickAsync("document.querySelector('.own .reply')");
        await Tab.WaitAsync($"document.activeElement.dataset.id === '{id}'");
        await Tab.KeyAsync("Escape");
        await Tab.TypeAsync("and now");
        await Tab.KeyAsync("Enter");
        await Tab.WaitAsync(With(".own .text", "and now"));
        Assert.Equal(1, (int)(await Tab.EvaluateAsync("document.querySelectorAll('.reply').length"))!);
    }

    [Fact]
    public async Task A_press_is_not_lost_when_a_message_arrives_before_the_button_is_released()
    {
        await Tab.ShowAsAsync(390, 700, "light");
        int first = await SendAsync(new { message = "before" });
        await OpenAsync("456");
        await Tab.WaitAsync($"{Message(first)} && !document.querySelector('.badge')");
        JsonArray point = (await Tab.EvaluateAsync(
            "((box) => [box.x + box.width / 2, box.y + box.height / 2])(document.querySelector('.back').getBoundingClientRect())"))!.AsArray();
        object Mouse(string type) => new { type, x = (double)point[0]!, y = (double)point[1]!, button = "left", clickCount = 1 };
        await Tab.CallAsync("Input.dispatchMouseEvent", Mouse("mousePressed"));
        int id = await SendAsync(new { message = "in between" });
        await Task.Delay(300, Cancel);
        Assert.False((bool)(await Tab.EvaluateAsync($"Boolean({Message(id)})"))!);
        await Tab.CallAsync("Input.dispatchMouseEvent", Mouse("mouseReleased"));
        await Tab.WaitAsync("document.querySelector('.sidebar').checkVisibility() && document.querySelector('.sidebar').innerText.includes('in between')");
    }

    [Theory]
    [InlineData("mousePressed right")]
    [InlineData("mousePressed left", "mousePressed right")]
    [InlineData("mousePressed left", "mouseMoved none")]
    public async Task A_press_whose_release_was_missed_does_not_stop_new_messages(params string[] moves)
    {
        await OpenAsync("456");
        foreach (string[] move in moves.Select(move => move.Split(' ')))
        {
            await Tab.CallAsync("Input.dispatchMouseEvent", new { type = move[0], x = 600, y = 400, button = move[1], buttons = 0, clickCount = 1 });
        }

        int id = await SendAsync(new { message = "arrives" });
        await Tab.WaitAsync(Message(id));
    }

    [Fact]
    public async Task A_message_that_could_not_be_sent_returns_to_the_field_with_its_reply()
    {
        int id = await SendAsync(new { message = "Shall I?" });
        await OpenAsync("456");
        await UseToolAsync(id, "reply");
        await Tab.WaitAsync("document.activeElement.id === 'message-field'");
        await Tab.TypeAsync("Yes");
        await Tab.EvaluateAsync("window.realFetch = fetch; window.fetch = () => Promise.reject(new Error()); undefined");
        await Tab.KeyAsync("Enter");
        await Tab.WaitAsync(With(".toast.error", "The emulator can't be reached."));
        await Tab.WaitAsync("document.getElementById('message-field').value === 'Yes' && document.getElementById('composer-purpose').innerText.startsWith('Replying to')");
        await Tab.EvaluateAsync("window.fetch = window.realFetch; undefined");
        await Tab.KeyAsync("Enter");
        await Tab.WaitAsync(With(".own .text", "Yes"));
        await Tab.WaitAsync("document.querySelector('.own .reply') && document.getElementById('message-field').value === ''");
    }

    [Fact]
    public async Task A_refused_text_returns_to_the_field_before_newer_text()
    {
        await OpenAsync("456");
        await Tab.ClickAsync("document.getElementById('message-field')");
        await Tab.TypeAsync("first");
        await HoldRequestsAsync();
        await Tab.KeyAsync("Enter");
        await Tab.TypeAsync("second");
        await RefuseAsync();
        await Tab.WaitAsync($"{Field} === 'first\\nsecond'");
    }

    [Fact]
    public async Task Started_and_refused_texts_return_after_an_edit()
    {
        int id = await WriteOneAsync("sent");
        await Tab.TypeAsync("first");
        await HoldRequestsAsync();
        await Tab.KeyAsync("Enter");
        await Tab.TypeAsync("second");
        await UseToolAsync(id, "edit");
        await Tab.WaitAsync($"{Field} === 'sent'");
        await RefuseAsync();
        await Tab.TypeAsync(" and edited");
        await Tab.KeyAsync("Enter");
        await Tab.WaitAsync(With(".own .text", "sent and edited"));
        Assert.Equal("first\nsecond", await Tab.TextAsync(Field));
        await UseToolAsync(id, "edit");
        await Tab.WaitAsync($"{Field} === 'sent and edited'");
        await Tab.KeyAsync("Escape");
        Assert.Equal("first\nsecond", await Tab.TextAsync(Field));
    }

    [Fact]
    public async Task A_refused_edit_returns_only_if_no_other_text_was_started()
    {
        int id = await WriteOneAsync("alpha");
        foreach (string meanwhile in (IEnumerable<string>)["", "new message"])
        {
            await UseToolAsync(id, "edit");
            await Tab.TypeAsync(" changed");
            await HoldRequestsAsync();
            await Tab.KeyAsync("Enter");
            await Tab.TypeAsync(meanwhile);
            await RefuseAsync();
            Assert.Equal(meanwhile.Length == 0 ? "alpha changed" : meanwhile, await Tab.TextAsync(Field));
            await Tab.KeyAsync("Escape");
        }

        await Tab.KeyAsync("Enter");
        await Tab.WaitAsync(With(".own .text", "new message"));
        Assert.Equal("alpha", Emulator.Portal.MessagesOf("17", BotId)[0].Text);
    }

    [Fact]
    public async Task A_started_reply_returns_after_an_edit_and_is_not_sent_with_a_file()
    {
        int id = await WriteOneAsync("older");
        await UseToolAsync(id, "reply");
        await Tab.TypeAsync("my reply");
        await UseToolAsync(id, "edit");
        await Tab.KeyAsync("Escape");
        await Tab.WaitAsync($"{Field} === 'my reply' && document.getElementById('composer-purpose').innerText.startsWith('Replying to')");
        await Tab.EvaluateAsync("""
            {
                const files = new DataTransfer();
                files.items.add(new File(['x'], 'notes.txt'));
                const chooser = document.querySelector('#composer input[type=file]');
                chooser.files = files.files;
                chooser.dispatchEvent(new Event('change'));
            }
            """);
        await Tab.WaitAsync(With(".own", "notes.txt"));
        await Tab.WaitAsync($"{Field} === 'my reply'");
        await Tab.KeyAsync("Enter");
        await Tab.WaitAsync(With(".own .text", "my reply"));
        Assert.Equal(id, (int)Emulator.Portal.MessagesOf("17", BotId)[^1].Params["REPLY_ID"]!);
    }

    [Fact]
    public async Task A_button_appends_its_text_to_the_started_text()
    {
        await SendAsync(new { message = "Choose", keyboard = new[] { new { TEXT = "Put it", ACTION = "PUT", ACTION_VALUE = "/deploy prod" } } });
        await OpenAsync("456");
        await Tab.ClickAsync("document.getElementById('message-field')");
        await Tab.TypeAsync("draft ");
        await Tab.ClickAsync(With(".keyboard button", "Put it"));
        await Tab.WaitAsync($"{Field} === 'draft /deploy prod'");
    }

    [Fact]
    public async Task A_slow_message_is_sent_once_and_does_not_affect_newer_text()
    {
        await OpenAsync("456");
        await Tab.ClickAsync("document.getElementById('message-field')");
        await Tab.TypeAsync("first");
        await Tab.EvaluateAsync("""
            window.goOn = null;
            window.realFetch = fetch;
            window.fetch = (...request) => new Promise((done) => { window.goOn = () => done(window.realFetch(...request)); });
            undefined
            """);
        await Tab.KeyAsync("Enter");
        await Tab.KeyAsync("Enter");
        await Tab.TypeAsync("second");
        await Tab.EvaluateAsync("window.fetch = window.realFetch; window.goOn(); undefined");
        await Tab.WaitAsync(With(".own .text", "first"));
        await Tab.WaitAsync("document.getElementById('message-field').value === 'second'");
        await Tab.KeyAsync("Enter");
        await Tab.WaitAsync(With(".own .text", "second"));
        Assert.Equal(["first", "second"], Emulator.Portal.MessagesOf("17", BotId).Select(message => message.Text));
    }

    [Fact]
    public async Task A_message_is_forwarded_into_another_dialog()
    {
        int id = await SendAsync(new { message = "The report" });
        await OpenAsync("456");
        await UseToolAsync(id, "forward");
        await Tab.ClickAsync(With(".forward-place", "General talk"));
        await Tab.WaitAsync(With(".toast", "Forwarded to General talk."));
        await OpenAsync("chat5");
        await Tab.WaitAsync(With(".own .forwarded", "Forwarded from Docs Bot"));
        await Tab.WaitAsync(With(".own .text", "The report"));
    }

    [Fact]
    public async Task Buttons_send_or_insert_text_and_open_dialogs_and_a_blocking_button_works_once()
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
        await Tab.WaitAsync(With(".toast.error", "Docs Bot has not registered the command 'unregistered'"));
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
    public async Task A_bot_is_removed_from_a_chat_and_added_again()
    {
        await OpenAsync("chat5", userId: 1);
        await Tab.ClickAsync(With("#conversation-bar button", "Members (5)"));
        await Tab.WaitAsync(With(".member-add", "All people and bots are members."));
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

    /// <summary>Opens the dialog with the bot, sends a message as Anna, and returns its ID. The message field keeps the focus.</summary>
    private async Task<int> WriteOneAsync(string text)
    {
        await OpenAsync("456");
        await Tab.ClickAsync("document.getElementById('message-field')");
        await Tab.TypeAsync(text);
        await Tab.KeyAsync("Enter");
        await Tab.WaitAsync(With(".own .text", text));
        return Emulator.Portal.MessagesOf("17", BotId)[^1].Id;
    }

    /// <summary>Later requests of the page get no answer until <see cref="RefuseAsync"/>.</summary>
    private Task HoldRequestsAsync() => Tab.EvaluateAsync("""
        window.refuse = null;
        window.realFetch ??= fetch;
        window.fetch = () => new Promise((_, refuse) => { window.refuse = refuse; });
        undefined
        """);

    private async Task RefuseAsync()
    {
        await Tab.EvaluateAsync("document.querySelectorAll('.toast').forEach((toast) => toast.remove()); window.fetch = window.realFetch; window.refuse(new Error()); undefined");
        await Tab.WaitAsync(With(".toast.error", "The emulator can't be reached."));
    }

    /// <summary>Uses a tool of a message after selecting the message.</summary>
    private async Task UseToolAsync(int messageId, string tool)
    {
        await Tab.ClickAsync($"{Message(messageId)}.querySelector('.bubble')");
        await Tab.ClickAsync($"{Message(messageId)}.querySelector('[data-key=tool-{tool}]')");
    }

    private static object Table(string name) => new { BLOCKS = new[] { new { GRID = new[] { new { DISPLAY = "ROW", NAME = name, VALUE = "12 %" } } } } };
}
