using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Recording;

namespace Bitrix24.Imbot.Emulator.Tests;

public sealed class RequestLogTests : EmulatorTest
{
    [Fact]
    public async Task RecordsRequestsAndAnswers()
    {
        await SendAsync(new { message = "x" });
        await GetAsync("rest/imbot.v2.revision.get?auth=a");
        RecordedRequest[] log = [.. Emulator.Requests.Snapshot()];
        Assert.Equal((1, "POST", "imbot.v2.Chat.Message.send", 200), (log[0].Sequence, log[0].HttpMethod, log[0].Method, log[0].Status));
        Assert.Contains("\"botId\":456", log[0].Body, StringComparison.Ordinal);
        Assert.Contains("uuidMap", log[0].Answer, StringComparison.Ordinal);
        Assert.StartsWith("application/json", log[0].Headers["content-type"], StringComparison.Ordinal);
        Assert.Equal((2, "imbot.v2.revision.get", "auth=a", 404), (log[1].Sequence, log[1].Method, log[1].Query, log[1].Status));
        Assert.Equal(log[0].ConnectionId, log[1].ConnectionId);
        Emulator.Requests.Clear();
        Assert.Empty(Emulator.Requests.Snapshot());
    }

    [Fact]
    public async Task RecordsBotDialogAndTextOfARequest()
    {
        int id = Portal.Write(17, "456", "Hello").Id;
        await SendAsync(new { message = string.Concat(Enumerable.Repeat("\U0001F44D", 300)) });
        await BotAsync("Chat.Message.Reaction.add", new { messageId = id, reaction = "like" });
        await BotAsync("Chat.Message.get", new { messageId = 404 });
        await HookAsync("batch", new { cmd = new { one = "profile", two = "user.get?ID=1" } });
        await HookAsync("im.notify.personal.add", new { USER_ID = 17, MESSAGE = "Note" });
        await HookAsync("profile");
        Assert.Equal(
            [
                $"456 chat5 {string.Concat(Enumerable.Repeat("\U0001F44D", 160))}", "456 17 like", "456  ", "  profile, user.get", "  Note", "  ",
            ],
            Emulator.Requests.Snapshot().Select(entry => $"{entry.BotId} {entry.DialogId} {entry.Words}"));
        Assert.All(Emulator.Requests.Snapshot(), entry => Assert.InRange(entry.Duration!.Value, TimeSpan.Zero, TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task ConnectionsHaveDifferentIds()
    {
        await HookAsync("profile");
        using HttpClient other = new(new SocketsHttpHandler { UseProxy = false });
        await other.GetStringAsync(Hook("profile"), Cancel);
        Assert.Equal(2, Emulator.Requests.Snapshot().Select(entry => entry.ConnectionId).Distinct().Count());
    }

    [Fact]
    public async Task ManyThreadsAreAllRecordedAndAllMessagesStored()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => SendAsync(new { message = $"m{number}" })));
        Assert.Equal(200, Emulator.Requests.Snapshot().Count(entry => entry.Status == 200));
        Assert.Equal(200, Portal.MessagesOf("chat5").Select(message => message.Id).Distinct().Count());
    }
}
