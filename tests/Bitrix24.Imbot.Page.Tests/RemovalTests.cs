using Bitrix24.Imbot.Page.Tests.Browser;

namespace Bitrix24.Imbot.Page.Tests;

/// <summary>Bots are told about a deletion only after the time in which it can be undone.</summary>
public sealed class RemovalTests(Chromium chromium) : PageTest(chromium)
{
    [Fact]
    public async Task A_deletion_is_undone_with_the_button_or_with_Ctrl_Z()
    {
        (int first, int second) = await DeleteTheSecondAsync();
        await Tab.ClickAsync(With(".toast button", "Undo"));
        await Tab.WaitAsync($"document.activeElement === {Message(second)} && !document.querySelector('.toast')");

        await Tab.KeyAsync("Delete");
        await Tab.WaitAsync($"document.activeElement === {Message(first)}");
        await Tab.KeyAsync("Delete");
        await Tab.WaitAsync("!document.querySelector('.message')");
        await Tab.KeyAsync("Control+z");
        await Tab.WaitAsync($"document.activeElement === {Message(first)} && !{Message(second)}");
        await Tab.KeyAsync("Control+z");
        await Tab.WaitAsync($"document.activeElement === {Message(second)} && {Message(first)}");
        Assert.All(Emulator.Portal.MessagesOf("17", BotId), message => Assert.False(message.IsDeleted));
        Assert.DoesNotContain("ONIMBOTV2MESSAGEDELETE", await EventsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deletion_happens_after_some_seconds_but_not_while_the_pointer_is_on_it()
    {
        int id = Emulator.Portal.Write(Anna, "456", "one").Id;
        await OpenAsync("456");
        await Tab.WaitAsync(Message(id));
        await Tab.EvaluateAsync("""
            {
                const [set, clear] = [setTimeout, clearTimeout];
                window.due = new Map();
                window.setTimeout = (action, time) => time === 6000 ? window.due.set(-window.due.size - 1, action) && -window.due.size : set(action, time);
                window.clearTimeout = (number) => number < 0 ? window.due.set(number, () => {}) : clear(number);
                window.pass = () => window.due.forEach((action) => action());
            }
            """);
        await Tab.KeyAsync("Alt+m");
        await Tab.KeyAsync("Delete");
        await Tab.WaitAsync($"!{Message(id)} && window.due.size > 0");
        await Tab.EvaluateAsync("document.querySelector('.toast').dispatchEvent(new MouseEvent('mouseenter'))");
        await Tab.EvaluateAsync("window.pass()");
        Assert.NotEmpty(Emulator.Portal.MessagesOf("17", BotId));

        await Tab.EvaluateAsync("document.querySelector('.toast').dispatchEvent(new MouseEvent('mouseleave'))");
        await Tab.EvaluateAsync("window.pass()");
        await UntilAsync(() => Emulator.Portal.MessagesOf("17", BotId).Count == 0);
        Assert.Contains("ONIMBOTV2MESSAGEDELETE", await EventsAsync(), StringComparison.Ordinal);

        // After a reset, another message gets the same ID.
        Emulator.Reset();
        Assert.Equal(id, Emulator.Portal.Write(Anna, "456", "another").Id);
        await Tab.WaitAsync(With(".own .text", "another"));
    }

    [Fact]
    public async Task A_deletion_happens_when_the_page_is_closed_and_is_undone_if_it_fails()
    {
        (int first, _) = await DeleteTheSecondAsync();
        await OpenAsync("456");
        await UntilAsync(() => Emulator.Portal.MessagesOf("17", BotId).Count == 1);

        await Tab.WaitAsync(Message(first));
        await Tab.HurryTimersAsync();
        await Tab.EvaluateAsync("window.fetch = () => Promise.reject(new Error()); undefined");
        await Tab.KeyAsync("Alt+m");
        await Tab.KeyAsync("Delete");
        await Tab.WaitAsync($"!{Message(first)}");
        await Tab.WaitAsync(Message(first));
    }

    /// <summary>Anna writes two messages, and deletes the second one in the page.</summary>
    private async Task<(int First, int Second)> DeleteTheSecondAsync()
    {
        int first = Emulator.Portal.Write(Anna, "456", "one").Id;
        int second = Emulator.Portal.Write(Anna, "456", "two").Id;
        await OpenAsync("456");
        await Tab.WaitAsync(Message(second));
        await Tab.KeyAsync("Alt+m");
        await Tab.KeyAsync("Delete");
        await Tab.WaitAsync($"!{Message(second)}");
        return (first, second);
    }

    private async Task<string> EventsAsync() => (await BotAsync("Event.get", new { })).ToJsonString();
}
