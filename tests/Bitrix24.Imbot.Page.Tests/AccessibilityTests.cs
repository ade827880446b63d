using Bitrix24.Imbot.Page.Tests.Browser;

namespace Bitrix24.Imbot.Page.Tests;

/// <summary>The whole page with axe-core, and the contrast of everything that can be pressed while the pointer is on it.</summary>
public sealed class AccessibilityTests(Chromium chromium) : PageTest(chromium)
{
    private const string Pressable = "button, a[href], [role=option]";

    public static TheoryData<int, int, string> Windows => Sizes.InBothSchemes;

    [Theory]
    [MemberData(nameof(Windows))]
    public async Task All_views_are_accessible_and_readable_even_under_the_pointer(int width, int height, string scheme)
    {
        int id = await SampleChat.FillAsync(this);
        await Tab.ShowAsAsync(width, height, scheme);
        await Tab.GoAsync($"{Emulator.PageAddress}#user=17");
        await Tab.WaitAsync(With(".dialog", "Docs Bot"));
        Assert.Equal(scheme, await Tab.TextAsync("getComputedStyle(document.documentElement).colorScheme"));
        await CheckAsync("the first screen");

        await Tab.EvaluateAsync("location.hash = 'user=17&dialog=456'");
        await Tab.WaitAsync($"{Message(id)} && document.querySelector('.new-messages') && !document.querySelector('.badge')");
        await Tab.ClickAsync($"{Message(id)}.querySelector('.bubble')");
        await Tab.WaitAsync($"{Message(id)}.querySelector('.tools').checkVisibility({{ visibilityProperty: true }})");
        await CheckAsync("a chat");

        await Tab.KeyAsync("r");
        await Tab.WaitAsync("document.activeElement.matches('.reaction-choice')");
        await CheckAsync("the reactions");
        await Tab.KeyAsync("Escape");
        await Tab.KeyAsync("?");
        await Tab.WaitAsync("document.querySelector('dialog[open] kbd')");
        await CheckAsync("the shortcuts");
        await Tab.KeyAsync("Escape");

        await Tab.KeyAsync("Alt+Digit2");
        await Tab.ClickAsync(With(".request-head", "Chat.Message.send"));
        await Tab.WaitAsync("document.querySelector('.request-detail pre')");
        await CheckAsync("the requests");
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public async Task Panels_suggestions_and_notices_are_accessible_and_readable_under_the_pointer(int width, int height, string scheme)
    {
        await BotAsync("Command.register", new { fields = new { command = "deploy", title = new { en = "Deploy a build" } } });
        int id = await SendAsync(new { message = "to be forwarded" }, "chat5");
        int own = Emulator.Portal.Write(Anna, "chat5", "to be deleted").Id;
        await Tab.ShowAsAsync(width, height, scheme);
        await OpenAsync("chat5");
        await Tab.WaitAsync(Message(id));
        await Tab.ClickAsync("document.getElementById('message-field')");
        await Tab.TypeAsync("/");
        await Tab.WaitAsync("document.querySelector('#suggestions [aria-selected=true]')");
        await CheckAsync("suggestions");
        foreach ((string opener, string title) in (IEnumerable<(string, string)>)
        [
            ("document.getElementById('new-chat')", "New group chat"),
            (With("#conversation-bar button", "Members"), "Members"),
            ($"{Message(id)}.querySelector('[data-key=tool-forward]')", "Forward to"),
        ])
        {
            await Tab.EvaluateAsync($"{opener}.click()");
            await Tab.WaitAsync($"document.querySelector('dialog[open]').ariaLabel === {BrowserTab.Quoted(title)}");
            await CheckAsync(title);
            await Tab.KeyAsync("Escape");
            await Tab.WaitAsync("!document.querySelector('dialog')");
        }

        await Tab.EvaluateAsync($"{Message(own)}.focus()");
        await Tab.KeyAsync("Delete");
        await Tab.WaitAsync(With(".toast button", "Undo"));
        await Tab.EvaluateAsync("document.querySelector('.toast').dispatchEvent(new MouseEvent('mouseenter'))");
        await CheckAsync("the notice with Undo");
        await Tab.KeyAsync("Control+z");
        await Tab.WaitAsync(Message(own));

        await Tab.EvaluateAsync("fetch = async () => new Response('{}', { status: 500 })");
        await Tab.ClickAsync("document.getElementById('message-field')");
        await Tab.TypeAsync("x");
        await Tab.KeyAsync("Enter");
        await Tab.WaitAsync("document.querySelector('.toast.error')");
        await Tab.EvaluateAsync("document.getElementById('connection').hidden = false");
        await CheckAsync("an error and the lost connection");
    }

    private async Task CheckAsync(string what)
    {
        await Axe.CheckAsync(Tab, what);
        await Readability.CheckAsync(Tab);
        await Tab.ForceStatesAsync(Pressable, "hover");
        await Readability.CheckAsync(Tab);
        await Tab.EndStatesAsync();
        await Tab.ForceStatesAsync(Pressable, "hover", "active", "focus", "focus-visible");
        await Readability.CheckAsync(Tab);
        await Tab.EndStatesAsync();
    }
}
