using System.Text.Json;
using Bitrix24.Imbot.Core.Rest;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Rest;

public sealed class RequestBudgetTests
{
    private static readonly TimeSpan Start = TimeSpan.FromDays(1);

    [Theory]
    [InlineData(RequestRate.Standard, 50, 2)]
    [InlineData(RequestRate.Enterprise, 250, 5)]
    public void A_burst_is_sent_immediately_and_further_requests_at_the_leak_rate(RequestRate rate, int burst, double perSecond)
    {
        RequestBudget budget = new();
        TimeSpan now = Start;
        int passed = 0;
        while (passed < 1000 && budget.Reserve(rate, now) == TimeSpan.Zero)
        {
            passed++;
        }

        Assert.InRange(passed, burst - 1, burst);
        TimeSpan tenth = TimeSpan.Zero;
        for (int number = 0; number < 10; number++)
        {
            tenth = budget.Reserve(rate, now);
        }

        Assert.InRange(tenth.TotalSeconds, 9 / perSecond, 13 / perSecond);
    }

    /// <summary>A bucket like the portal's, which the paced requests fill, never overflows.</summary>
    [Theory]
    [InlineData(RequestRate.Standard, 50, 2)]
    [InlineData(RequestRate.Enterprise, 250, 5)]
    public void Paced_requests_never_overflow_the_portals_bucket(RequestRate rate, double size, double leak)
    {
        RequestBudget budget = new();
        TimeSpan now = Start;
        double level = 0;
        for (int number = 0; number < 2000; number++)
        {
            TimeSpan wait = budget.Reserve(rate, now);
            now += wait;
            level = Math.Max(0, level - (wait.TotalSeconds * leak)) + 1;
            Assert.True(level <= size, $"request {number} would have been refused: level {level}");
        }

        Assert.InRange((now - Start).TotalSeconds, (2000 - size - 5) / leak, 2000 / leak);
    }

    [Fact]
    public void Requests_that_are_cancelled_while_they_wait_do_not_delay_others()
    {
        RequestBudget budget = new();
        TimeSpan now = Start;
        while (budget.Reserve(RequestRate.Standard, now) == TimeSpan.Zero)
        {
        }

        Assert.False(budget.HasRoom(RequestRate.Standard, now));
        for (int number = 0; number < 100; number++)
        {
            now += TimeSpan.FromSeconds(0.1);
            budget.Reserve(RequestRate.Standard, now);
            budget.Release();
        }

        Assert.True(budget.HasRoom(RequestRate.Standard, now));
        Assert.Equal(TimeSpan.Zero, budget.Reserve(RequestRate.Standard, now));
    }

    [Fact]
    public void Auto_paces_a_cloud_portal_but_not_a_self_hosted_portal_until_it_refuses()
    {
        RequestBudget selfHosted = new();
        RequestBudget cloud = new();
        selfHosted.Answered(showsOperatingTime: false);
        cloud.Answered(showsOperatingTime: true);
        Assert.True(WaitOf100(cloud) > TimeSpan.FromSeconds(20));
        Assert.Equal(TimeSpan.Zero, WaitOf100(selfHosted));

        selfHosted.Refused(RequestRate.Auto, Start);

        Assert.True(selfHosted.Reserve(RequestRate.Auto, Start) > TimeSpan.Zero);
        Assert.Equal(TimeSpan.Zero, selfHosted.Reserve(RequestRate.Unlimited, Start));
    }

    [Fact]
    public void Requests_slow_down_after_a_refusal_and_speed_up_after_successes()
    {
        RequestBudget budget = new();
        budget.Refused(RequestRate.Standard, Start);
        TimeSpan afterRefusal = budget.Reserve(RequestRate.Standard, Start);
        Assert.True(afterRefusal >= TimeSpan.FromSeconds(1), $"waits {afterRefusal}");

        for (int number = 0; number < 50; number++)
        {
            budget.Answered(showsOperatingTime: true);
        }

        TimeSpan later = Start + TimeSpan.FromMinutes(10);
        int passed = 0;
        while (passed < 100 && budget.Reserve(RequestRate.Standard, later) == TimeSpan.Zero)
        {
            passed++;
        }

        Assert.InRange(passed, 49, 50);
    }

    [Fact]
    public void A_portal_has_one_budget_for_the_whole_process() => Assert.Same(
        RequestBudget.Get(new Uri("https://PORTAL.example.com/")),
        RequestBudget.Get(new Uri("https://portal.example.com/rest/")));

    [Fact]
    public void Used_up_execution_time_blocks_a_method_until_the_time_resets()
    {
        FakeClock clock = new();
        OperatingTime account = new();

        // The portal's clock is nine years slow, so only its own times count.
        account.Report("a", Time("""{"operating":399,"operating_reset_at":1500000060,"finish":1500000000.5}"""), clock);
        account.Report("b", Time("""{"operating":401,"operating_reset_at":1500000060,"finish":1500000000.5}"""), clock);
        account.Report("c", Time("""{"operating":401}"""), clock);
        account.Report("d", Time("""{"operating":401,"operating_reset_at":253402300799,"finish":1500000000.5}"""), clock);

        Assert.Null(account.ClosedFor("a", clock.Elapsed));
        Assert.Equal(TimeSpan.FromSeconds(59.5), account.ClosedFor("b", clock.Elapsed));
        Assert.Null(account.ClosedFor("b", clock.Elapsed + TimeSpan.FromSeconds(61)));
        Assert.Null(account.ClosedFor("c", clock.Elapsed));
        Assert.Equal(TimeSpan.FromMinutes(15), account.ClosedFor("d", clock.Elapsed));
        Assert.Equal(TimeSpan.FromSeconds(59.5), account.ResetsIn("a", clock.Elapsed));
    }

    private static JsonElement Time(string json) => JsonDocument.Parse(json).RootElement;

    private static TimeSpan WaitOf100(RequestBudget budget)
    {
        TimeSpan wait = TimeSpan.Zero;
        for (int number = 0; number < 100; number++)
        {
            wait = budget.Reserve(RequestRate.Auto, Start);
        }

        return wait;
    }
}
