using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Faults;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Emulator.Tests;

public sealed class IdempotencyKeyTests : EmulatorTest
{
    private readonly string key = Guid.NewGuid().ToString();

    [Fact]
    public async Task RepeatAnswersTheSameIdAndSendsNothing()
    {
        int first = (await SendAsync(new { message = "once", templateId = key })).Int("id");
        Assert.Equal(first, (await SendAsync(new { message = "twice", templateId = key })).MustSucceed().Int("id"));
        Message message = Assert.Single(Portal.MessagesOf("chat5"));
        Assert.Equal(("once", key), (message.Text, message.Uuid));
    }

    [Fact]
    public async Task KeyIsPortalWide()
    {
        int first = (await SendAsync(new { message = "here", templateId = key })).Int("id");
        Assert.Equal(first, (await SendAsync(new { message = "there", templateId = key }, "17")).Int("id"));
        object fields = new { message = "x", templateId = key };
        Reply oauth = await OAuthAsync("imbot.v2.Chat.Message.send", new { botId = 457, dialogId = "chat5", fields });
        Assert.Equal(first, oauth.Int("id"));
        Assert.Empty(Portal.MessagesOf("17", BotId));
    }

    [Theory]
    [InlineData("6BA7B810-9DAD-41D1-80B4-00C04FD430C8")]
    [InlineData("6ba7b810-9dad-11d1-80b4-00c04fd430c8")]
    [InlineData("6ba7b810-9dad-41d1-70b4-00c04fd430c8")]
    [InlineData("{6ba7b810-9dad-41d1-80b4-00c04fd430c8}")]
    [InlineData("invoice-17")]
    public async Task OtherTextsAreIgnoredAsKeys(string template)
    {
        await SendAsync(new { message = "a", templateId = template });
        await SendAsync(new { message = "a", templateId = template });
        Assert.Equal(2, Portal.MessagesOf("chat5").Count);
        Assert.All(Portal.MessagesOf("chat5"), message => Assert.Null(message.Uuid));
    }

    [Fact]
    public async Task SystemMessagesHaveNoKey()
    {
        await SendAsync(new { message = "a", templateId = key, system = true });
        await SendAsync(new { message = "a", templateId = key, system = true });
        Assert.Equal(2, Portal.MessagesOf("chat5").Count);
    }

    [Fact]
    public async Task KeyExpiresAfter31Days()
    {
        await SendAsync(new { message = "a", templateId = key });
        Portal.Clock.Advance(TimeSpan.FromDays(30.9));
        await SendAsync(new { message = "a", templateId = key });
        Assert.Single(Portal.MessagesOf("chat5"));
        Portal.Clock.Advance(TimeSpan.FromDays(0.2));
        await SendAsync(new { message = "a", templateId = key });
        Assert.Equal(2, Portal.MessagesOf("chat5").Count);
    }

    [Fact]
    public async Task ChecksComeBeforeTheKey()
    {
        await SendAsync(new { message = "a", templateId = key });
        (await SendAsync(new { message = "", templateId = key })).MustFail("EMPTY_MESSAGE");
    }

    [Fact]
    public async Task UnfinishedFirstUseRefusesForAnHour()
    {
        Emulator.Faults.Add(FaultKind.UnfinishedSend, "*send");
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => SendAsync(new { message = "a", templateId = key }));
        (await SendAsync(new { message = "a", templateId = key })).MustFail("MESSAGE_DUPLICATED_BY_UUID");
        Assert.Empty(Portal.MessagesOf("chat5"));
        Portal.Clock.Advance(TimeSpan.FromMinutes(61));
        (await SendAsync(new { message = "a", templateId = key })).MustSucceed();
        Assert.Single(Portal.MessagesOf("chat5"));
    }

    [Fact]
    public async Task RepeatWhileTheFirstIsBusyIsRefusedAndLaterGetsItsId()
    {
        Emulator.Faults.Add(new Fault(FaultKind.SlowSend) { DelayMilliseconds = 1500 });
        Task<Reply> slow = SendAsync(new { message = "a", templateId = key });
        await UntilAsync(() => Portal.Keys.IsTaken(key));

        (await SendAsync(new { message = "a", templateId = key })).MustFail("MESSAGE_DUPLICATED_BY_UUID");
        int id = (await slow).Int("id");
        Assert.Equal(id, (await SendAsync(new { message = "a", templateId = key })).Int("id"));
        Assert.Single(Portal.MessagesOf("chat5"));
    }
}
