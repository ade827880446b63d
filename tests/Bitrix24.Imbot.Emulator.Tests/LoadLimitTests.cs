using System.Net;
using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Emulator.Tests;

public sealed class LoadLimitTests : EmulatorTest
{
    protected override EmulatorOptions Options => new() { LimitRequestRate = true, BucketSize = 5, BucketLeak = 2, Clock = new StoppedClock() };

    [Fact]
    public async Task BucketRefusesBeforeEverythingAndLeaks()
    {
        for (int call = 0; call < 5; call++)
        {
            (await HookAsync("profile")).MustSucceed();
        }

        (await HookAsync("no.such.method")).MustFail("QUERY_LIMIT_EXCEEDED", HttpStatusCode.ServiceUnavailable);
        Portal.Clock.Advance(TimeSpan.FromSeconds(1));
        (await HookAsync("profile")).MustSucceed();
    }

    [Fact]
    public async Task UsedUpTimeBansTheMethodForFiveMinutes()
    {
        Portal.Load.Spend("profile", 420);
        (await HookAsync("profile")).MustFail("OPERATION_TIME_LIMIT", HttpStatusCode.TooManyRequests);
        (await HookAsync("scope")).MustSucceed();
        (await OAuthAsync("profile")).MustSucceed();
        Portal.Clock.Advance(TimeSpan.FromSeconds(299));
        (await HookAsync("profile")).MustFail("OPERATION_TIME_LIMIT", HttpStatusCode.TooManyRequests);
        Portal.Clock.Advance(TimeSpan.FromSeconds(2));
        (await HookAsync("profile")).MustSucceed();
    }

    [Fact]
    public async Task OldBucketsExpire()
    {
        Portal.Load.Spend("profile", 400);
        Portal.Clock.Advance(TimeSpan.FromMinutes(11));
        Portal.Load.Spend("profile", 30);
        Reply reply = (await HookAsync("profile")).MustSucceed();
        Assert.Equal(30, (double?)reply.Body["time"]!["operating"]);
    }
}
