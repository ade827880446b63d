using System.Text.Json.Nodes;
using Bitrix24.Imbot.Emulator.Actions;

namespace Bitrix24.Imbot.Emulator.Tests;

public sealed class EventQueueTests : EmulatorTest
{
    [Fact]
    public async Task EmptyQueueAnswersTheOffsetSent()
    {
        Reply none = await GetAsync(new { });
        Assert.Equal((0, false, "[]"), (none.Int("nextOffset"), (bool)none.At("hasMore")!, none.At("events")!.ToJsonString()));
        Assert.Equal(77, (await GetAsync(new { offset = 77 })).Int("nextOffset"));
        Assert.Equal(0, (await GetAsync(new { offset = -5 })).Int("nextOffset"));
        Assert.Equal(99999999999, (long)(await GetAsync(new { offset = 99999999999 })).At("nextOffset")!);
    }

    [Fact]
    public async Task NothingIsConfirmedWithoutAnOffset()
    {
        Write(3);
        int[] first = Ids(await GetAsync(new { }));
        Assert.Equal(3, first.Length);
        Assert.Equal(first, Ids(await GetAsync(new { offset = 0 })));
        Assert.Equal(first[..2], Ids(await GetAsync(new { limit = 2 })));
    }

    [Fact]
    public async Task OffsetDeletesBelowAndCannotGoBack()
    {
        Write(3);
        Reply all = await GetAsync(new { limit = 2 });
        int[] ids = Ids(all);
        Assert.Equal((ids[1] + 1, true), (all.Int("nextOffset"), (bool)all.At("hasMore")!));
        int[] rest = Ids(await GetAsync(new { offset = all.Int("nextOffset") }));
        Assert.Single(rest);
        Assert.Equal(rest, Ids(await GetAsync(new { })));
        Assert.Equal(rest, Ids(await GetAsync(new { offset = ids[0] })));
    }

    [Fact]
    public async Task OffsetEqualToAnEventIdKeepsThatEvent()
    {
        Write(2);
        int[] ids = Ids(await GetAsync(new { }));
        Assert.Equal([ids[1]], Ids(await GetAsync(new { offset = ids[1] })));
    }

    [Fact]
    public async Task LimitIsClamped()
    {
        Write(3);
        Assert.Single(Ids(await GetAsync(new { limit = 0 })));
        Assert.Equal(3, Ids(await GetAsync(new { limit = 5000 })).Length);
        (await GetAsync(new { limit = "many" })).MustFail("100");
    }

    [Fact]
    public async Task IdsAreSharedAndHaveGaps()
    {
        Portal.Write(17, "chat5", "[USER=456]a[/USER]");
        Portal.Write(17, "chat5", "[USER=457]b[/USER]");
        Portal.Write(17, "chat5", "[USER=456]a[/USER]");
        int[] ids = Ids(await GetAsync(new { }));
        Assert.True(ids[1] - ids[0] > 1);
    }

    [Fact]
    public async Task EventsExpireAfterADay()
    {
        Write(1);
        Portal.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Single(Ids(await GetAsync(new { })));
        Portal.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Empty(Ids(await GetAsync(new { })));
    }

    [Fact]
    public async Task NewEventIsReturnedImmediatelyAfterAnEmptyAnswer()
    {
        await GetAsync(new { });
        Write(1);
        Assert.Single(Ids(await GetAsync(new { })));
    }

    [Fact]
    public async Task EventHasTheDocumentedFormAndTheBot()
    {
        Portal.Write(17, "chat5", "[USER=456]Docs Bot[/USER] hello");
        JsonNode item = Assert.Single((await GetAsync(new { })).At("events")!.AsArray())!;
        Assert.Equal("ONIMBOTV2MESSAGEADD", (string?)item["type"]);
        JsonNode data = item["data"]!;
        Assert.Equal("fetch", (string?)data["bot"]!["eventMode"]);
        Assert.Equal("[USER=456]Docs Bot[/USER] hello", (string?)data["message"]!["text"]);
        Assert.Equal("chat5", (string?)data["chat"]!["dialogId"]);
        Assert.Equal("Anna Petrova", (string?)data["user"]!["name"]);
        Assert.Equal("en", (string?)data["language"]);
        Assert.False((bool)data["user"]!["lastActivityDate"]!);
        Assert.False(data["chat"]!.AsObject().ContainsKey("muteList"));
    }

    [Fact]
    public async Task WebhookModeClearsTheQueue()
    {
        Write(2);
        await BotAsync("Bot.update", new { fields = new { eventMode = "webhook" } });
        Write(1);
        Assert.Empty(Ids(await GetAsync(new { })));
        await BotAsync("Bot.update", new { fields = new { eventMode = "fetch" } });
        Assert.Empty(Ids(await GetAsync(new { })));
        Write(1);
        Assert.Single(Ids(await GetAsync(new { })));
    }

    [Fact]
    public async Task UserEventsNeedScopeAndSubscriptionAndShareTheOffset()
    {
        (await GetAsync(new { withUserEvents = true })).MustFail("USER_NOT_SUBSCRIBED");
        Assert.True((bool)(await HookAsync("im.v2.Event.subscribe")).MustSucceed().Result);
        Portal.Write(17, "chat5", "[USER=456]a[/USER]");
        Reply both = await GetAsync(new { withUserEvents = true });
        Assert.Equal(["ONIMBOTV2MESSAGEADD", "ONIMV2MESSAGEADD"], both.At("events")!.AsArray().Select(entry => (string)entry!["type"]!));
        Assert.False(both.At("events")![1]!["data"]!.AsObject().ContainsKey("bot"));
        await GetAsync(new { withUserEvents = true, offset = both.Int("nextOffset") });
        Assert.Equal("[]", (await HookAsync("im.v2.Event.get")).At("events")!.ToJsonString());
    }

    [Theory]
    [InlineData("\"N\"", true)]
    [InlineData("\"false\"", true)]
    [InlineData("false", false)]
    [InlineData("0", false)]
    [InlineData("\"0\"", false)]
    [InlineData("\"\"", false)]
    public async Task WithUserEventsIsReadAsPhpTruth(string value, bool isTrue) =>
        Assert.Equal(isTrue ? "USER_NOT_SUBSCRIBED" : null, (await GetAsync(new { withUserEvents = JsonNode.Parse(value) })).Error);

    [Fact]
    public async Task UnsubscribeDeletesWaitingEvents()
    {
        await HookAsync("im.v2.Event.subscribe");
        Portal.Write(17, "chat5", "x");
        Assert.Single((await HookAsync("im.v2.Event.get")).At("events")!.AsArray());
        Assert.True((bool)(await HookAsync("im.v2.Event.unsubscribe")).Result);
        Portal.Write(17, "chat5", "y");
        Assert.Empty((await HookAsync("im.v2.Event.get")).MustSucceed().At("events")!.AsArray());
    }

    private void Write(int count)
    {
        for (int number = 0; number < count; number++)
        {
            Portal.Write(17, "chat5", $"[USER=456]Docs[/USER] {number}");
        }
    }

    private Task<Reply> GetAsync(object parameters) => BotAsync("Event.get", parameters);

    private static int[] Ids(Reply reply) => [.. reply.MustSucceed().At("events")!.AsArray().Select(entry => (int)entry!["eventId"]!)];
}
