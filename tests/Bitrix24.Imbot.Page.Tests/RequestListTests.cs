using Bitrix24.Imbot.Emulator.Faults;
using Bitrix24.Imbot.Page.Tests.Browser;

namespace Bitrix24.Imbot.Page.Tests;

public sealed class RequestListTests(Chromium chromium) : PageTest(chromium)
{
    public static TheoryData<int, int> Windows => Sizes.All;

    [Theory]
    [MemberData(nameof(Windows))]
    public async Task A_row_shows_bot_dialog_first_words_duration_and_errors(int width, int height)
    {
        await Tab.ShowAsAsync(width, height, "dark");
        int id = await SendAsync(new { message = "[b]The report[/b] is ready" }, "chat5");
        await BotAsync("Chat.Message.update", new { messageId = id, fields = new { message = "The report is complete" } });
        await BotAsync("Chat.get", new { dialogId = "17" });
        await RefusedAsync("Chat.get", new { dialogId = "chat404" });
        Emulator.Faults.Add(new Fault(FaultKind.ResetBefore, "imbot.v2.Chat.get"));
        await Assert.ThrowsAsync<HttpRequestException>(() => BotAsync("Chat.get", new { dialogId = "17" }));
        await Tab.GoAsync($"{Emulator.PageAddress}#user=17&tab=requests");
        await Tab.WaitAsync("document.querySelectorAll('.request-head').length === 5 && !document.querySelector('.status.waiting')");
        string[] rows = [.. (await Tab.EvaluateAsync("""
            [...document.querySelectorAll('.request-head')].map((row) => ['.status', '.request-method', '.request-place', '.request-words', '.request-error', '.request-fault']
                .map((part) => row.querySelector(part)?.innerText ?? '').join('|'))
            """))!.AsArray().Select(row => (string)row!)];
        Assert.Equal(
            [
                "none|imbot.v2.Chat.get|Docs Bot \u2192 Anna Petrova|||Injected fault: ResetBefore",
                "400|imbot.v2.Chat.get|Docs Bot \u2192 chat404||CHAT_NOT_FOUND Chat not found|",
                "200|imbot.v2.Chat.get|Docs Bot \u2192 Anna Petrova|||",
                "200|imbot.v2.Chat.Message.update|Docs Bot \u2192 General talk|The report is complete||",
                "200|imbot.v2.Chat.Message.send|Docs Bot \u2192 General talk|The report is ready||",
            ],
            rows);
        Assert.All(
            (await Tab.EvaluateAsync("[...document.querySelectorAll('.request-duration')].map((one) => one.innerText)"))!.AsArray(),
            duration => Assert.Matches("^(<1 ms|[0-9]+ ms|[0-9.]+ s)$", (string)duration!));

        // Bot, dialog and text can be found.
        await Tab.ClickAsync("document.querySelector('.request-tools input[type=search]')");
        await Tab.TypeAsync("docs general complete");
        await Tab.WaitAsync("document.querySelectorAll('.request-head').length === 1");
    }

    [Fact]
    public async Task A_request_is_copied_as_a_cmdlet_and_as_curl_without_secrets()
    {
        await SendAsync(new { message = "to be sent again" });
        await Tab.GoAsync($"{Emulator.PageAddress}#user=17&tab=requests");
        await Tab.ClickAsync(With(".request-head", "Chat.Message.send"));
        await Tab.WatchClipboardAsync();
        await Tab.ClickAsync(With(".request-detail button", "Copy as cmdlet"));
        await Tab.WaitAsync(With(".toast", "Copied."));
        Assert.Equal(
            "Invoke-B24Method imbot.v2.Chat.Message.send @{ dialogId = '17'; fields = @{ message = 'to be sent again' }; botId = 456 }",
            await Tab.TextAsync("window.copied"));
        await Tab.ClickAsync(With(".request-detail button", "Copy as curl"));
        await Tab.WaitAsync(With(".toast", "Set botToken and webhook in your shell before you run the command."));
        string curl = await Tab.TextAsync("window.copied");
        Assert.StartsWith("curl ", curl, StringComparison.Ordinal);
        Assert.DoesNotContain("my_bot_token", curl, StringComparison.Ordinal);
        Assert.DoesNotContain(Emulator.WebhookUri.Segments[^1].Trim('/'), curl, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Polls_without_events_are_explained_and_shown_on_request()
    {
        await BotAsync("Event.get", new { });
        await Tab.GoAsync($"{Emulator.PageAddress}#user=17&tab=requests");
        await Tab.WaitAsync(With(".request-list", "There are only polls without events so far."));
        await Tab.ClickAsync(With(".request-list button", "Show them"));
        await Tab.WaitAsync(With(".request-head", "imbot.v2.Event.get"));
    }

    private async Task RefusedAsync(string method, object parameters) =>
        Assert.Contains("error", (await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => BotAsync(method, parameters))).Message, StringComparison.Ordinal);
}
