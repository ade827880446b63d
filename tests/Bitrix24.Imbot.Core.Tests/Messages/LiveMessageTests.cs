using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Text;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Messages;

/// <summary>A text that grows while people see it: the number of requests, and the visible texts.</summary>
public sealed class LiveMessageTests
{
    private readonly WatchedDialog dialog = new();
    private int room = 1000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Edits_show_the_newest_text_once_a_second_and_end_with_the_last()
    {
        LiveMessage live = Open();
        live.Append("one");
        Assert.Equal(TimeSpan.FromSeconds(1), await dialog.PausesAsync());
        Assert.Equal("one", dialog.Shown[100]);

        live.Append(", two");
        live.Append(", three");
        Assert.Equal("one", dialog.Shown[100]);
        await dialog.PassAsync();
        await dialog.PausesAsync();
        Assert.Equal("one, two, three", dialog.Shown[100]);

        live.Append(", four");
        IReadOnlyList<SentMessage> sent = await live.CompleteAsync(Cancellation);
        Assert.Equal("one, two, three, four", dialog.Shown[100]);
        Assert.Equal([100], sent.Select(message => message.MessageId!.Value));
        Assert.Equal(["S", "E", "E"], dialog.Requests);
    }

    [Fact]
    public async Task No_edit_is_sent_if_the_text_has_not_changed()
    {
        LiveMessage live = Open();
        live.Show("done");
        await dialog.PausesAsync();
        live.Show("done");
        await dialog.PassAsync();
        await live.CompleteAsync(Cancellation);
        Assert.Equal(["S"], dialog.Requests);
    }

    [Fact]
    public async Task Edits_wait_for_free_request_capacity_but_the_last_text_does_not()
    {
        LiveMessage live = Open();
        live.Append("one");
        await dialog.PausesAsync();
        live.Append(", two");
        room = 9;
        await dialog.PassAsync();
        await dialog.PausesAsync();
        await dialog.PassAsync();
        await dialog.PausesAsync();
        Assert.Equal(["S"], dialog.Requests);

        await live.CompleteAsync(Cancellation);
        Assert.Equal("one, two", dialog.Shown[100]);
        Assert.Equal(["S", "E"], dialog.Requests);
    }

    [Fact]
    public async Task A_text_that_is_too_long_continues_in_further_messages_with_its_open_codes()
    {
        LiveMessage live = Open(GrowingBBCode.Complete);
        string lines = string.Concat(Enumerable.Range(0, 5000).Select(number => $"line {number}\n"));
        live.Append("[b]" + lines[..30_000]);
        await dialog.PausesAsync();
        Assert.Equal(2, dialog.Shown.Count);
        Assert.All(dialog.Shown.Values, text => Assert.True(text.StartsWith("[b]", StringComparison.Ordinal) && text.EndsWith("[/b]", StringComparison.Ordinal) && text.Length <= 20_000));

        live.Append(lines[30_000..]);
        IReadOnlyList<SentMessage> sent = await live.BreakOffAsync(Cancellation);
        Assert.Equal(3, sent.Count);
        Assert.Equal(
            lines.ReplaceLineEndings(string.Empty),
            string.Concat(dialog.Shown.Values.Select(text => text.Replace("[b]", string.Empty).Replace("[/b]", string.Empty))).ReplaceLineEndings(string.Empty));

        // The first message is edited once, when it becomes too long, and then does not change.
        Assert.Equal(["S", "S", "E", "S"], dialog.Requests);
    }

    [Fact]
    public async Task Messages_that_are_no_longer_needed_are_removed()
    {
        LiveMessage live = Open();
        live.Show(new string('x', 25_000));
        await dialog.PausesAsync();
        live.Show("short");
        await live.CompleteAsync(Cancellation);
        Assert.Equal(["short"], dialog.Shown.Values);
    }

    [Fact]
    public async Task A_message_whose_answer_is_lost_appears_once_with_the_newest_text()
    {
        dialog.Fault = number => number == 1 ? (null, WatchedDialog.Lost) : default;
        LiveMessage live = Open();
        live.Append("one");
        await dialog.PausesAsync();
        live.Append(", two");
        await dialog.PassAsync();
        await dialog.PausesAsync();
        Assert.Equal(["one, two"], dialog.Shown.Values);
        await live.CompleteAsync(Cancellation);
        Assert.Equal(["S", "S", "E"], dialog.Requests);
    }

    [Fact]
    public async Task After_an_outage_with_growing_pauses_the_newest_text_is_shown()
    {
        bool isAway = false;
        dialog.Fault = _ => isAway ? (WatchedDialog.Lost, null) : default;
        LiveMessage live = Open();
        live.Append("one");
        await dialog.PausesAsync();
        isAway = true;
        List<TimeSpan> pauses = [];
        for (int attempt = 0; attempt < 8; attempt++)
        {
            live.Append(".");
            await dialog.PassAsync();
            pauses.Add(await dialog.PausesAsync());
        }

        Assert.Equal([2, 4, 8, 16, 32, 60, 60, 60], pauses.Select(pause => pause.TotalSeconds));
        isAway = false;
        await dialog.PassAsync();
        await dialog.PausesAsync();
        Assert.Equal("one........", dialog.Shown[100]);
        await live.CompleteAsync(Cancellation);
    }

    [Fact]
    public async Task A_refusal_ends_the_edits_and_is_reported_at_the_end()
    {
        dialog.Fault = number => number == 2 ? (WatchedDialog.Refused, null) : default;
        LiveMessage live = Open();
        live.Append("one");
        await dialog.PausesAsync();
        live.Append(", two");
        await dialog.PassAsync();
        await dialog.PausesAsync();
        live.Append(", three");
        await dialog.PassAsync();
        Assert.Equal(PortalErrors.AccessDenied, live.Failure?.Kind);
        B24Exception told = await Assert.ThrowsAsync<B24Exception>(() => live.CompleteAsync(Cancellation));
        Assert.Equal(PortalErrors.AccessDenied, told.Kind);
        Assert.Equal(["S", "E"], dialog.Requests);
        Assert.Single(live.Sent);
    }

    [Fact]
    public async Task The_keyboard_is_added_once_with_the_last_text()
    {
        Keyboard keyboard = new([new KeyboardButton { Text = "Stop", Command = "stop" }]);
        LiveMessage live = new(dialog, new LiveMessageOptions(456, "17") { Keyboard = keyboard }, requests => requests <= room, null, dialog, Cancellation);
        live.Append("one");
        await dialog.PausesAsync();
        await live.CompleteAsync(Cancellation);
        await live.CompleteAsync(Cancellation);
        Assert.Equal(["S", "E"], dialog.Requests);
    }

    [Fact]
    public async Task Blank_text_is_not_sent()
    {
        LiveMessage live = Open();
        live.Append(" \n");
        await dialog.PausesAsync();
        Assert.Empty(await live.CompleteAsync(Cancellation));
        Assert.Empty(dialog.Requests);
    }

    private LiveMessage Open(Func<string, string>? form = null) => new(
        dialog,
        new LiveMessageOptions(456, "17") { Form = (text, isWhole) => isWhole || form is null ? text : form(text) },
        requests => requests <= room,
        null,
        dialog,
        Cancellation);
}
