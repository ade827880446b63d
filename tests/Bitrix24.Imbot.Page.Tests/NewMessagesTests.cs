using Bitrix24.Imbot.Page.Tests.Browser;

namespace Bitrix24.Imbot.Page.Tests;

public sealed class NewMessagesTests(Chromium chromium) : PageTest(chromium)
{
    private const string AfterLine = "document.querySelector('#new-messages + .message .text')?.innerText";

    [Fact]
    public async Task A_line_marks_new_messages_until_the_person_writes_or_leaves()
    {
        Emulator.Portal.Write(Anna, "456", "my question");
        await SendAsync(new { message = "first answer" });
        await SendAsync(new { message = "second answer" });
        await OpenAsync("456");
        await Tab.WaitAsync($"{AfterLine} === 'first answer' && !document.querySelector('.badge')");
        int id = await SendAsync(new { message = "third answer" });
        await Tab.WaitAsync(Message(id));
        Assert.Equal("first answer", await Tab.TextAsync(AfterLine));

        await Tab.ClickAsync("document.getElementById('message-field')");
        await Tab.TypeAsync("Thanks");
        await Tab.KeyAsync("Enter");
        await Tab.WaitAsync($"{With(".own .text", "Thanks")} && !document.getElementById('new-messages')");
        await OpenAsync("chat5");
        await OpenAsync("456");
        await Tab.WaitAsync(Message(id));
        Assert.Equal("", await Tab.TextAsync(AfterLine));
    }

    [Fact]
    public async Task New_messages_that_do_not_fit_are_shown_from_the_first_one()
    {
        Emulator.Portal.Write(Anna, "456", "my question");
        for (int number = 1; number <= 40; number++)
        {
            await SendAsync(new { message = $"answer {number}" });
        }

        await OpenAsync("456");
        await Tab.WaitAsync($"{AfterLine} === 'answer 1'");
        await Tab.WaitAsync("""
            ((line, view) => line.top >= view.top && line.bottom <= view.bottom)(
                document.getElementById('new-messages').getBoundingClientRect(), document.getElementById('scroller').getBoundingClientRect())
            """);
        await Tab.ClickAsync("document.getElementById('to-end')");
        await Tab.WaitAsync("document.getElementById('to-end').hidden");

        // After the return to the chat, all messages are read. A new message gets the line, and the page does not scroll.
        await OpenAsync("chat5");
        await OpenAsync("456");
        await Tab.WaitAsync("document.querySelectorAll('.message').length > 40 && !document.getElementById('new-messages')");
        await Tab.EvaluateAsync("document.getElementById('scroller').scrollTop = 0");
        await Tab.WaitAsync("document.getElementById('scroller').scrollTop === 0");
        await SendAsync(new { message = "while you read" });
        await Tab.WaitAsync($"{AfterLine} === 'while you read' && !document.getElementById('to-end').hidden");
        Assert.Equal("0", await Tab.TextAsync("String(document.getElementById('scroller').scrollTop)"));
    }
}
