using System.Net;
using System.Text;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Listening;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Rest;

/// <summary>NTP or a person sets the clock of the computer while the process runs. No wait becomes longer or shorter.</summary>
public sealed class SetClockTests
{
    private readonly FakeClock clock = new();

    [Theory]
    [InlineData(-30)]
    [InlineData(-3600)]
    [InlineData(-86400 * 400)]
    [InlineData(3600)]
    public async Task Calls_continue_at_the_rate_of_the_request_limit(int step)
    {
        PortalClient client = Client($"pace{step}");
        for (int number = 0; number < 60; number++)
        {
            await CallAsync(client);
        }

        clock.Waits.Clear();
        for (int number = 0; number < 20; number++)
        {
            clock.SetDate(TimeSpan.FromSeconds(step));
            await CallAsync(client);
        }

        // Two requests a second leak out of the full bucket.
        Assert.Equal(20, clock.Waits.Count);
        Assert.All(clock.Waits, wait => Assert.InRange(wait.TotalSeconds, 0.1, 1));
    }

    [Fact]
    public async Task A_method_without_execution_time_is_available_again_on_time()
    {
        PortalClient client = Client("operating", ""","operating":450,"operating_reset_at":1500000060,"finish":1500000000""");
        await CallAsync(client);
        clock.SetDate(TimeSpan.FromHours(-1));

        await CallAsync(client);

        Assert.Equal([TimeSpan.FromSeconds(60)], clock.Waits);
    }

    [Fact]
    public void The_listener_accepts_events_at_the_specified_rate()
    {
        ArrivalRate rate = new(burst: 1, perSecond: 1, clock);
        Assert.True(rate.TryAcquire());
        clock.SetDate(TimeSpan.FromHours(1));
        Assert.False(rate.TryAcquire());
        clock.SetDate(TimeSpan.FromHours(-2));
        clock.DelayAsync(TimeSpan.FromSeconds(1), CancellationToken.None);
        Assert.True(rate.TryAcquire());
    }

    private static Task<PortalAnswer> CallAsync(PortalClient client) =>
        client.CallAsync(ApiMethod.Parse("imbot.v2.Revision.get"), [], null, null, TestContext.Current.CancellationToken);

    private PortalClient Client(string host, string time = "") => new(
        new WebhookAuthorization(WebhookAddress.Parse(Secret.FromText($"https://{host}.example.com/rest/1/abcdefgh12345678/")!)),
        TransportOptions.Default with { RequestRate = RequestRate.Standard },
        clock,
        new Answering($$$"""{"result":{"rest":35},"time":{"start":1{{{time}}}}}"""));

    private sealed class Answering(string answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(answer, Encoding.UTF8, "application/json") });
    }
}
