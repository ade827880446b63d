using Bitrix24.Imbot.Page.Tests.Browser;

namespace Bitrix24.Imbot.Page.Tests;

public sealed class KeyboardOnlyTests(Chromium chromium) : PageTest(chromium)
{
    [Fact]
    public async Task Everything_can_be_done_with_the_keyboard()
    {
        await BotAsync("Command.register", new { fields = new { command = "go", title = new { en = "Go on" } } });
        await Tab.GoAsync($"{Emulator.PageAddress}#user=17");
        await Tab.WaitAsync(With(".dialog", "Docs Bot"));

        // The list of dialogs: search, choose, open; the focus is in the message field then.
        await Tab.KeyAsync("Alt+k");
        await Tab.TypeAsync("docs");
        await Tab.WaitAsync("!" + With(".dialog", "General talk"));
        await Tab.KeyAsync("ArrowDown");
        await FocusedAsync("one.matches('.dialog') && one.innerText.includes('docs_bot')");
        await Tab.KeyAsync("Enter");
        await FocusedAsync("one.id === 'message-field'");

        // A command by its suggestion, then a message with a button.
        await Tab.TypeAsync("/g");
        await Tab.WaitAsync("document.querySelector('#suggestions [aria-selected=true]').innerText.includes('/go')");
        await Tab.KeyAsync("Tab");
        await Tab.TypeAsync("now");
        await Tab.KeyAsync("Enter");
        await Tab.WaitAsync(With(".own .text", "/go now"));
        int id = await SendAsync(new { message = "choose", keyboard = new[] { new { TEXT = "Go", COMMAND = "go", COMMAND_PARAMS = "pressed" } } });
        await Tab.WaitAsync(Message(id));
        await Tab.WaitAsync("document.getElementById('announcer').innerText.includes('Docs Bot') && document.getElementById('announcer').innerText.includes('choose')");

        await Tab.KeyAsync("Alt+m");
        await FocusedAsync($"one.dataset.id === '{id}'");
        await VisiblyFocusedAsync();
        await Tab.KeyAsync("Tab");
        await FocusedAsync("one.matches('.key')");
        await VisiblyFocusedAsync();
        await Tab.KeyAsync("Enter");
        await UntilAsync(() => CommandCalls() == 2);

        // A reaction from the panel, which then returns the focus.
        await Tab.KeyAsync("Alt+m");
        await Tab.KeyAsync("r");
        await FocusedAsync("one.matches('.reaction-choice')");
        await Tab.KeyAsync("Enter");
        await Tab.WaitAsync($"{Message(id)}.querySelector('.reaction.own')");
        await FocusedAsync($"one.dataset.id === '{id}'");

        // A reply that is cancelled and started again, and a forward, whose panel returns the focus.
        await Tab.KeyAsync("q");
        await FocusedAsync("one.id === 'message-field'");
        await Tab.WaitAsync("document.getElementById('composer-purpose').innerText.includes('choose')");
        await Tab.KeyAsync("Escape");
        await Tab.WaitAsync("document.getElementById('composer-purpose').hidden");
        await Tab.KeyAsync("Alt+m");
        await Tab.KeyAsync("q");
        await Tab.TypeAsync("this one");
        await Tab.KeyAsync("Enter");
        await Tab.WaitAsync(With(".own .reply", "choose"));
        await Tab.KeyAsync("Alt+m");
        await FocusedAsync("one.matches('.message.own')");
        await Tab.KeyAsync("Delete");
        await Tab.WaitAsync("!document.querySelector('.own .reply')");
        await FocusedAsync($"one.dataset.id === '{id}'");
        await Tab.KeyAsync("f");
        await FocusedAsync("one.matches('.forward-place')");
        await VisiblyFocusedAsync();
        await Tab.KeyAsync("Escape");
        await FocusedAsync($"one.dataset.id === '{id}'");

        // The own message: edited, deleted.
        await Tab.KeyAsync("ArrowUp");
        await FocusedAsync("one.matches('.message.own')");
        await Tab.KeyAsync("Delete");
        await Tab.WaitAsync("!document.querySelector('.message.own:not(.deleted)')");

        await Tab.KeyAsync("Alt+Digit2");
        await Tab.WaitAsync("document.getElementById('tab-requests').getAttribute('aria-selected') === 'true' && document.querySelector('.request-head')");
        await Tab.KeyAsync("Alt+Digit1");
        await Tab.KeyAsync("Escape");
        await FocusedAsync("one.id === 'message-field'");
    }

    [Fact]
    public async Task A_closed_panel_returns_the_focus_even_if_the_message_has_changed()
    {
        int id = await SendAsync(new { message = "before" });
        await OpenAsync("456");
        await Tab.WaitAsync(Message(id));
        await Tab.KeyAsync("Alt+m");
        await Tab.KeyAsync("r");
        await FocusedAsync("one.matches('.reaction-choice')");
        await BotAsync("Chat.Message.update", new { messageId = id, fields = new { message = "after" } });
        await Tab.WaitAsync($"{Message(id)}.innerText.includes('after')");
        await Tab.KeyAsync("Escape");
        await FocusedAsync($"one.dataset.id === '{id}'");
    }

    [Fact]
    public async Task Every_focusable_element_has_a_name_and_shows_the_focus()
    {
        await SendAsync(new { message = "[url=https://example.com/]link[/url]", keyboard = new[] { new { TEXT = "Go", LINK = "/go" } } });
        await OpenAsync("456");
        await Tab.WaitAsync("document.querySelector('.key')");
        await Tab.KeyAsync("Escape");
        string unnamed = (await Tab.EvaluateAsync("""
            [...document.querySelectorAll('button, a[href], input, select, textarea')]
                .filter((one) => !(one.innerText || one.ariaLabel || one.labels?.length || one.textContent).toString().trim() && !one.hidden)
                .map((one) => one.outerHTML)
            """))!.ToJsonString();
        Assert.Equal("[]", unnamed);

        HashSet<string> seen = [];
        for (int step = 0; step < 40; step++)
        {
            await Tab.KeyAsync("Tab");
            string name = await Tab.TextAsync("document.activeElement === document.body ? '' : document.activeElement.outerHTML.slice(0, 120)");
            if (name.Length > 0)
            {
                await VisiblyFocusedAsync();
                seen.Add(name);
            }
        }

        Assert.All(
            ["skip-to-composer", "tab-chats", "whoami", "theme-button", "dialog-search", "new-chat", "class=\"dialog\"", "class=\"key", "message-field"],
            part => Assert.Contains(seen, name => name.Contains(part, StringComparison.Ordinal)));
    }

    private int CommandCalls() => Emulator.Portal.Locked(() =>
        Emulator.Portal.Queue.Waiting(BotId).Count(entry => entry.Type == "ONIMBOTV2COMMANDADD"));

    private Task FocusedAsync(string condition) => Tab.WaitAsync($"((one) => {condition})(document.activeElement)");

    private async Task VisiblyFocusedAsync() => Assert.True(
        (bool)(await Tab.EvaluateAsync("""
            ((one) => getComputedStyle(one).outlineStyle === 'solid' && parseFloat(getComputedStyle(one).outlineWidth) >= 2
                && getComputedStyle(one).visibility === 'visible')(document.activeElement)
            """))!,
        await Tab.TextAsync("document.activeElement.outerHTML"));
}
