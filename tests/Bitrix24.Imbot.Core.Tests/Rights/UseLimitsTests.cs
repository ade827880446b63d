using Bitrix24.Imbot.Core.Rights;
using Bitrix24.Imbot.Core.Tests.Rest;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Rights;

/// <summary>A limited number of uses in a time for each person. The reported wait is exact.</summary>
public sealed class UseLimitsTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly FakeClock clock = new();
    private readonly UseLimits limits;

    public UseLimitsTests()
    {
        limits = new UseLimits(clock);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_next_use_is_possible_exactly_after_the_reported_wait()
    {
        Use(17, "Get-Free", 2);
        await PassAsync(TimeSpan.FromMinutes(10));
        Use(17, "Get-Free", 2);
        await PassAsync(TimeSpan.FromMinutes(10));

        Assert.Null(limits.TryUse(17, "get-free", 2, Hour, out TimeSpan wait));
        Assert.Equal(TimeSpan.FromMinutes(40), wait);
        await PassAsync(wait - TimeSpan.FromMilliseconds(1));
        Assert.Null(limits.TryUse(17, "Get-Free", 2, Hour, out wait));
        Assert.Equal(TimeSpan.FromMilliseconds(1), wait);
        await PassAsync(wait);
        Use(17, "Get-Free", 2);
    }

    [Fact]
    public void Each_person_and_each_function_has_its_own_count()
    {
        Use(17, "Get-Free", 1);
        Use(23, "Get-Free", 1);
        Use(17, "Get-Other", 1);
        Assert.Null(limits.TryUse(17, "Get-Free", 1, Hour, out _));
    }

    [Fact]
    public void A_cancelled_use_does_not_count_but_is_reserved_until_then()
    {
        LimitedUse open = limits.TryUse(17, "Get-Free", 1, Hour, out _)!;
        Assert.Null(limits.TryUse(17, "Get-Free", 1, Hour, out _));
        open.Dispose();
        open.Dispose();
        Use(17, "Get-Free", 1);
        Assert.Null(limits.TryUse(17, "Get-Free", 1, Hour, out _));
    }

    [Fact]
    public async Task A_limit_that_became_smaller_waits_until_more_uses_have_expired()
    {
        for (int minute = 0; minute < 5; minute++)
        {
            Use(17, "Get-Free", 5);
            await PassAsync(TimeSpan.FromMinutes(1));
        }

        Assert.Null(limits.TryUse(17, "Get-Free", 2, Hour, out TimeSpan wait));
        Assert.Equal(TimeSpan.FromMinutes(58), wait);
    }

    [Fact]
    public void Changes_of_the_clock_do_not_affect_the_limits()
    {
        Use(17, "Get-Free", 1);
        clock.SetDate(TimeSpan.FromDays(2));
        Assert.Null(limits.TryUse(17, "Get-Free", 1, Hour, out TimeSpan wait));
        Assert.Equal(Hour, wait);
    }

    private void Use(long user, string what, int max)
    {
        using LimitedUse? use = limits.TryUse(user, what, max, Hour, out _);
        Assert.NotNull(use);
        use.Keep();
    }

    private Task PassAsync(TimeSpan time) => clock.DelayAsync(time, Cancellation);
}
