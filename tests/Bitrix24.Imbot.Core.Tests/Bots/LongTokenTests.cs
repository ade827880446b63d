using System.Text;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Core.Tests.Rest;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Bots;

/// <summary>An existing bot can have a token from <c>openssl rand -hex 32</c>. Only new tokens are limited to 40 characters.</summary>
public sealed class LongTokenTests
{
    private static readonly Secret Long = Secret.FromText(string.Concat(Enumerable.Repeat("0123456789abcdef", 4)))!;

    [Fact]
    public void A_session_accepts_a_long_token() =>
        Assert.Equal(64, B24Session.ForWebhook(Secret.FromText("https://portal.example.com/rest/1/abcdefgh12345678/")!, 456, Long).BotToken!.Length);

    [Fact]
    public async Task A_long_token_authorizes_its_replacement_by_a_new_token()
    {
        AnsweringPortal portal = new((200, """{"result":{"bot":{"id":456},"users":[]}}"""));
        UpdateBotRequest request = new(456, new BotSettings { Token = BotToken.Create() });

        await portal.Webhook().CallAsync(request.Method, request.ToParameters(), Long, null, TestContext.Current.CancellationToken);

        Assert.Contains($"\"botToken\":\"{Long.Reveal()}\"", portal.Bodies[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_token_of_that_length_is_refused() => Assert.Equal(
        BotErrors.BotTokenLengthInvalid,
        Assert.Throws<B24Exception>(() => new UpdateBotRequest(456, new BotSettings { Token = Long }).ToParameters()).Kind);

    /// <summary>The portal shortens "custom" and the token to 50 characters.</summary>
    [Fact]
    public void Pushed_events_are_recognized_by_the_shortened_token()
    {
        string sent = ("custom" + Long.Reveal())[..50];
        PushedEvent pushed = PushedEvent.ReadForm(new ArraySegment<byte>(Encoding.ASCII.GetBytes($"event=ONIMBOTV2JOINCHAT&data[bot][id]=456&auth[application_token]={sent}")), out _);

        Assert.True(ApplicationToken.FromBotToken(Long).Fits(pushed.ApplicationToken));
        Assert.True(ApplicationToken.FromSecret(Long).Fits(pushed.ApplicationToken));
        Assert.False(ApplicationToken.FromBotToken(Secret.FromText("x" + Long.Reveal())!).Fits(pushed.ApplicationToken));
    }
}
