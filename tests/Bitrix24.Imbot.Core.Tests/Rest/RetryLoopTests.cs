using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Rest;

/// <summary>The retry loop, and its errors when it gives up.</summary>
public sealed class RetryLoopTests
{
    private readonly FakeClock clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_attempt_that_succeeds_ends_the_loop_without_a_pause()
    {
        Assert.Equal(1, await new RetryLoop(Call()).RunAsync(Task.FromResult, Cancellation));
        Assert.Empty(clock.Waits);
    }

    [Fact]
    public async Task Attempts_of_nested_loops_are_counted_together()
    {
        RetryLoop outer = new(new RetryDecision(clock) { MayPass = _ => true, MaxRepeats = 2 });

        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => outer.RunAsync<int>(
            _ => new RetryLoop(Call(maxRepeats: 1)).RunAsync<int>(_ => throw Lost(), Cancellation), Cancellation));

        Assert.Equal(6, error.Attempts);
    }

    [Fact]
    public async Task A_bot_policy_gives_up_after_its_maximum_time()
    {
        TimeSpan start = clock.Elapsed;
        await Assert.ThrowsAsync<B24Exception>(
            () => new RetryLoop(new RetryDecision(clock) { MayPass = _ => true, MaxTime = TimeSpan.FromSeconds(30) }).RunAsync<int>(_ => throw Lost(), Cancellation));

        Assert.Equal([2, 4, 8, 16], clock.Waits.Select(wait => wait.TotalSeconds));
        Assert.Equal(30, (clock.Elapsed - start).TotalSeconds);
    }

    [Fact]
    public async Task An_error_of_the_preparation_is_not_retried()
    {
        RetryLoop loop = new(Call()) { Prepare = _ => throw Lost() };
        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => loop.RunAsync(Task.FromResult, Cancellation));
        Assert.Equal(0, error.Attempts);
        Assert.Empty(clock.Waits);
    }

    [Fact]
    public async Task An_attempt_is_repeated_immediately_after_a_recovery()
    {
        RetryLoop loop = new(Call()) { Recover = failure => Task.FromResult(failure.Attempts < 3 ? null : failure) };
        Assert.Equal(3, await loop.RunAsync(attempt => attempt == 3 ? Task.FromResult(attempt) : throw Refused(), Cancellation));
        Assert.Empty(clock.Waits);
    }

    [Theory]
    [InlineData(nameof(Repeatability.Once), 1)]
    [InlineData(nameof(Repeatability.Keyed), 2)]
    public async Task A_failure_is_reported_with_all_properties(string name, int attempts)
    {
        Repeatability repeatability = Enum.Parse<Repeatability>(name);
        B24Exception error = await Assert.ThrowsAsync<B24Exception>(
            () => new RetryLoop(Call(repeatability, maxRepeats: 1)).RunAsync<int>(_ => throw Lost(), Cancellation));

        Assert.Equal((ConnectionErrors.OutcomeUnknown, Outcome.Unknown, attempts), (error.Kind, error.Outcome, error.Attempts));
        Assert.Equal(("CODE", "Words", 500, "some.method", TimeSpan.FromSeconds(1)), (error.PortalCode, error.PortalMessage, error.HttpStatus, error.Method, error.RetryAfter));
        Assert.Equal("content"u8.ToArray(), error.Content);
        B24Exception cause = Assert.IsType<B24Exception>(error.InnerException);
        Assert.Equal((ConnectionErrors.ConnectionLost, attempts), (cause.Kind, cause.Attempts));
    }

    [Fact]
    public void A_copy_of_an_error_has_all_properties_and_the_stack_trace()
    {
        B24Exception thrown = Assert.Throws<B24Exception>(ThrowLost);
        B24Exception copy = new(thrown) { Attempts = 5 };

        Assert.Equal((thrown.Kind, thrown.Message, 5), (copy.Kind, copy.Message, copy.Attempts));
        Assert.Same(thrown.InnerException, copy.InnerException);
        Assert.Equal(
            (thrown.PortalCode, thrown.PortalMessage, thrown.HttpStatus, thrown.Method, thrown.Outcome, thrown.RetryAfter),
            (copy.PortalCode, copy.PortalMessage, copy.HttpStatus, copy.Method, copy.Outcome, copy.RetryAfter));
        Assert.Same(thrown.Content, copy.Content);
        Assert.Contains(nameof(ThrowLost), copy.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public void No_property_of_an_error_or_an_answer_can_be_set_later()
    {
        IEnumerable<string> settable = new[] { typeof(B24Exception), typeof(PortalAnswer) }
            .SelectMany(type => type.GetProperties(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.DeclaredOnly))
            .Where(property => property.SetMethod is { } setter && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit)))
            .Select(property => property.Name);
        Assert.Empty(settable);
    }

    private static void ThrowLost() => throw Lost();

    private RetryDecision Call(Repeatability repeatability = Repeatability.Reads, int maxRepeats = 5) =>
        RetryDecision.ForCall(repeatability, TransportOptions.Default with { MaximumRetryCount = maxRepeats }, clock);

    private static B24Exception Lost() => new(ConnectionErrors.ConnectionLost, "The connection broke.", new IOException())
    {
        PortalCode = "CODE",
        PortalMessage = "Words",
        HttpStatus = 500,
        Method = "some.method",
        Outcome = Outcome.Unknown,
        RetryAfter = TimeSpan.FromSeconds(1),
        Content = [.. "content"u8],
    };

    private static B24Exception Refused() => new(PortalErrors.PortalRefused, "Refused.") { PortalCode = "CODE", Outcome = Outcome.Refused };
}
