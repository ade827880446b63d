using System.Text.Json.Nodes;
using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Events;
using Bitrix24.Imbot.Emulator.Php;

namespace Bitrix24.Imbot.Emulator.Tests;

public sealed class EventPushTests : EmulatorTest
{
    [Fact]
    public async Task EventsArePostedAsFormsWithTheTokenAndWithoutAContentType()
    {
        using EventListener listener = new();
        await PointAsync(listener.Address);
        Portal.Write(17, "chat5", "[USER=456]Docs[/USER] ä & b");
        await Portal.WaitForDeliveriesAsync();
        (string contentType, string body) = Assert.Single(listener.Received);
        Assert.Equal("", contentType);
        Assert.Contains("data%5Bmessage%5D%5Btext%5D=", body, StringComparison.Ordinal);
        JsonObject form = PhpQuery.Parse(body);
        Assert.Equal("ONIMBOTV2MESSAGEADD", (string?)form["event"]);
        Assert.Equal("custom" + Token, (string?)form["auth"]!["application_token"]);
        Assert.Null(form["auth"]!["access_token"]);
        JsonObject bot = form["data"]!["bot"]!.AsObject();
        Assert.Equal(["id", "code"], bot.Select(pair => pair.Key));
        Assert.Equal("[USER=456]Docs[/USER] ä & b", (string?)form["data"]!["message"]!["text"]);
        Assert.Equal("17 | 0 | ", form["data"]!["message"].Show("authorId", "isSystem", "uuid"));
        Assert.Equal("1", (string?)form["data"]!["user"]!["active"]);
        Assert.True(long.Parse((string)form["ts"]!, System.Globalization.CultureInfo.InvariantCulture) > 0);
        Assert.Equal(200, Assert.Single(Portal.Deliveries).Status);
        Assert.Empty(Portal.Locked(() => Portal.Queue.Waiting(BotId)));
    }

    [Fact]
    public async Task ApplicationTokenIsCutTo50Characters()
    {
        using EventListener listener = new();
        await PointAsync(listener.Address);
        Portal.SetBotToken(BotId, new string('t', 60));
        Portal.Write(17, "chat5", "[USER=456]Docs[/USER] hi");
        await Portal.WaitForDeliveriesAsync();
        JsonObject form = PhpQuery.Parse(listener.Received[0].Body);
        Assert.Equal(50, ((string)form["auth"]!["application_token"]!).Length);
    }

    [Fact]
    public async Task OAuthBotsGetAnAccessTokenThatWorks()
    {
        using EventListener listener = new();
        await OAuthAsync("imbot.v2.Bot.update", new { botId = 457, fields = new { eventMode = "webhook", webhookUrl = listener.Address } });
        Portal.Write(17, "chat5", "[USER=457]x[/USER]");
        await Portal.WaitForDeliveriesAsync();
        JsonObject form = PhpQuery.Parse(listener.Received[0].Body);
        Assert.Equal(Emulator.Application.ApplicationToken, (string?)form["auth"]!["application_token"]);
        string token = (string)form["data"]!["bot"]!["auth"]!["access_token"]!;
        object answer = new { botId = 457, dialogId = "chat5", fields = new { message = "answer" } };
        (await OAuthAsync("imbot.v2.Chat.Message.send", answer, token)).MustSucceed();

        Assert.Null(form["auth"]!["refresh_token"]);
        using FormUrlEncodedContent refresh = new(new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["client_id"] = Emulator.Application.ClientId,
            ["client_secret"] = Emulator.Application.ClientSecret,
            ["refresh_token"] = (string)form["data"]!["bot"]!["auth"]!["refresh_token"]!,
        });
        using HttpResponseMessage refreshed = await Http.PostAsync(new Uri(Emulator.Address, "oauth/token/"), refresh, Cancel);
        Assert.True(refreshed.IsSuccessStatusCode, await refreshed.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task OrderIsKeptAndFailuresAreNotRepeated()
    {
        using (EventListener listener = new())
        {
            await PointAsync(listener.Address);
            for (int number = 0; number < 20; number++)
            {
                Portal.Write(17, "chat5", $"[USER=456]x[/USER]{number}");
            }

            await Portal.WaitForDeliveriesAsync();
            Assert.Equal(Enumerable.Range(0, 20).Select(number => $"[USER=456]x[/USER]{number}"),
                listener.Received.Select(push => (string)PhpQuery.Parse(push.Body)["data"]!["message"]!["text"]!));
        }

        Portal.Write(17, "chat5", "[USER=456]x[/USER]");
        await Portal.WaitForDeliveriesAsync();
        Assert.Null(Portal.Deliveries[^1].Status);
        Assert.Equal(21, Portal.Deliveries.Count);
    }

    [Fact]
    public async Task NewAddressReplacesTheOldOneAndUnregisterRaisesAnEvent()
    {
        using EventListener first = new();
        using EventListener second = new();
        await PointAsync(first.Address);
        await PointAsync(second.Address);
        await BotAsync("Bot.unregister");
        await Portal.WaitForDeliveriesAsync();
        Assert.Empty(first.Received);
        JsonObject form = PhpQuery.Parse(Assert.Single(second.Received).Body);
        Assert.Equal("ONIMBOTV2DELETE", (string?)form["event"]);
    }

    [Fact]
    public async Task TwoWebhookBotsOnOneAddressShareARow()
    {
        using EventListener listener = new();
        await PointAsync(listener.Address);
        object properties = new { name = "N" };
        object fields = new { code = "second", botToken = "other", eventMode = "webhook", webhookUrl = listener.Address, properties };
        int second = (await HookAsync("imbot.v2.Bot.register", new { fields })).MustSucceed().Int("bot", "id");
        Portal.Write(17, "chat5", "[USER=456]x[/USER]");
        Portal.Write(17, $"{second}", "hi");
        await Portal.WaitForDeliveriesAsync();
        Assert.All(listener.Received, push => Assert.Equal($"{second}", (string?)PhpQuery.Parse(push.Body)["data"]!["bot"]!["id"]));
        Assert.Equal(2, listener.Received.Count);
    }

    [Fact]
    public async Task HandlersMoveWithTheToken()
    {
        using EventListener listener = new();
        await PointAsync(listener.Address);
        await BotAsync("Bot.update", new { fields = new { botToken = "rotated" } });
        Portal.Write(17, "chat5", "[USER=456]x[/USER]");
        await Portal.WaitForDeliveriesAsync();
        Assert.Equal("customrotated", (string?)PhpQuery.Parse(Assert.Single(listener.Received).Body)["auth"]!["application_token"]);
    }

    [Fact]
    public async Task EqualCommandsArePushedOnceAndAtMostTen()
    {
        using EventListener listener = new();
        await BotAsync("Command.register", new { fields = new { command = "a", hidden = true } });
        await PointAsync(listener.Address);
        Portal.Write(17, "chat5", "/a same\n/a same\n" + string.Join('\n', Enumerable.Range(0, 12).Select(number => $"/a {number}")));
        await Portal.WaitForDeliveriesAsync();
        Assert.Equal(10, listener.Received.Count);
    }

    [Fact]
    public async Task PushesAreRepeatedReversedAndLateOnDemand()
    {
        using EventListener listener = new();
        await PointAsync(listener.Address);
        Portal.DeliveryTrouble = new DeliveryTrouble(Repeats: 1, Reversed: 3);
        Write(1, 2, 3, 4);
        await Portal.WaitForDeliveriesAsync();
        Assert.Equal("3 3 2 2 1 1", Received(listener));

        // The collected pushes are posted when the setting changes, but with the earlier setting.
        Portal.DeliveryTrouble = new DeliveryTrouble(Delay: TimeSpan.FromMilliseconds(200));
        await Portal.WaitForDeliveriesAsync();
        Assert.Equal("3 3 2 2 1 1 4 4", Received(listener));
        System.Diagnostics.Stopwatch watch = System.Diagnostics.Stopwatch.StartNew();
        Write(5);
        await Portal.WaitForDeliveriesAsync();
        Assert.True(watch.ElapsedMilliseconds >= 190);
        Assert.Equal("3 3 2 2 1 1 4 4 5", Received(listener));
        Emulator.Reset();
        Assert.Equal(DeliveryTrouble.None, Portal.DeliveryTrouble);
    }

    [Fact]
    public async Task ScriptsAskForTroubleOverHttp()
    {
        (await Http.PostAsync(new Uri(Emulator.Address, "emulator/deliveries"), new StringContent("""{"repeats":2,"reversed":4,"delaySeconds":0.5}"""), Cancel)).EnsureSuccessStatusCode();
        Assert.Equal(new DeliveryTrouble(2, 4, TimeSpan.FromSeconds(0.5)), Portal.DeliveryTrouble);
        (await Http.PostAsync(new Uri(Emulator.Address, "emulator/deliveries"), new StringContent("{}"), Cancel)).EnsureSuccessStatusCode();
        Assert.Equal(DeliveryTrouble.None, Portal.DeliveryTrouble);
    }

    [Fact]
    public async Task UnpaidAndUninstalledApplicationsGetNoEventsButWebhookBotsDo()
    {
        using EventListener listener = new();
        await OAuthAsync("imbot.v2.Bot.update", new { botId = 457, fields = new { eventMode = "webhook", webhookUrl = listener.Address } });
        Portal.IsRestAvailable = false;
        Portal.Write(17, "chat5", "[USER=457]unpaid[/USER]");
        Portal.IsRestAvailable = true;
        Emulator.Application.IsInstalled = false;
        Portal.Write(17, "chat5", "[USER=457]removed[/USER]");
        Emulator.Application.IsInstalled = true;
        Portal.Write(17, "chat5", "[USER=457]back[/USER]");
        await Portal.WaitForDeliveriesAsync();
        Assert.Equal("[USER=457]back[/USER]", (string?)PhpQuery.Parse(Assert.Single(listener.Received).Body)["data"]!["message"]!["text"]);
    }

    [Fact]
    public async Task CommandsSuppressMessagesForEveryBotAndOwnMessagesRaiseNothing()
    {
        using EventListener listener = new();
        await PointAsync(listener.Address);
        await BotAsync("Command.register", new { fields = new { command = "a", hidden = true } });
        Portal.Write(17, "chat5", "[USER=456]x[/USER]\n/a 1");
        await SendAsync(new { message = "[USER=456]own[/USER]" });
        await Portal.WaitForDeliveriesAsync();
        JsonObject form = PhpQuery.Parse(Assert.Single(listener.Received).Body);
        Assert.Equal(("ONIMBOTV2COMMANDADD", "/a", "1", "textarea"),
            ((string?)form["event"], (string?)form["data"]!["command"]!["command"], (string?)form["data"]!["command"]!["params"], (string?)form["data"]!["command"]!["context"]));
    }

    private void Write(params int[] numbers)
    {
        foreach (int number in numbers)
        {
            Portal.Write(17, "chat5", $"[USER=456]x[/USER]{number}");
        }
    }

    private static string Received(EventListener listener) =>
        string.Join(' ', listener.Received.Select(push => ((string)PhpQuery.Parse(push.Body)["data"]!["message"]!["text"]!)[^1]));

    private async Task PointAsync(string address) =>
        (await BotAsync("Bot.update", new { fields = new { eventMode = "webhook", webhookUrl = address } })).MustSucceed();
}
