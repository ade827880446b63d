using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Tests.Messages;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Rest;

/// <summary>A bot and a portal that is unavailable for some time, on an injected clock.</summary>
public sealed class PatientSenderTests
{
    private readonly WatchedDialog dialog = new();
    private readonly FakeClock clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(10, false)]
    [InlineData(10, true)]
    [InlineData(14, true)]
    public async Task After_an_outage_a_message_arrives_once(int minutes, bool isExecuted)
    {
        TimeSpan end = clock.Elapsed + TimeSpan.FromMinutes(minutes);
        dialog.Fault = _ => clock.Elapsed >= end ? default : isExecuted ? (null, WatchedDialog.Lost) : (ConnectionErrors.PortalUnreachable.With("Nobody there."), null);
        SentMessage sent = await new PatientSender(dialog, clock).SendAsync(new SendMessageRequest(456, "17", "restarted"), null, Cancellation);
        Assert.Equal("restarted", dialog.Shown[sent.MessageId!.Value]);
        Assert.Single(dialog.Shown);
        Assert.InRange((clock.Elapsed - end).TotalSeconds, 0, 60);
        Assert.InRange(dialog.Requests.Count, 10, 25);
    }

    [Fact]
    public async Task Sending_ends_with_an_error_after_a_quarter_of_an_hour()
    {
        TimeSpan start = clock.Elapsed;
        dialog.Fault = _ => (WatchedDialog.Lost, null);
        await Assert.ThrowsAsync<B24Exception>(() => new PatientSender(dialog, clock).SendAsync(new SendMessageRequest(456, "17", "x"), null, Cancellation));
        Assert.InRange((clock.Elapsed - start).TotalMinutes, 14, 15);
    }

    [Fact]
    public async Task A_refusal_is_reported_immediately()
    {
        dialog.Fault = _ => (WatchedDialog.Refused, null);
        await Assert.ThrowsAsync<B24Exception>(() => new PatientSender(dialog, clock).SendAsync(new SendMessageRequest(456, "17", "x"), null, Cancellation));
        Assert.Empty(clock.Waits);
    }

    [Fact]
    public async Task A_message_that_could_arrive_twice_is_not_sent_again()
    {
        dialog.Fault = _ => (null, WatchedDialog.Lost);
        await Assert.ThrowsAsync<B24Exception>(() => new PatientSender(dialog, clock).SendAsync(new SendMessageRequest(456, "17", "x") { System = true }, null, Cancellation));
        Assert.Single(dialog.Requests);
    }

    [Fact]
    public async Task Cancellation_ends_the_wait()
    {
        using CancellationTokenSource stopping = new();
        dialog.Fault = number =>
        {
            if (number == 3)
            {
                stopping.Cancel();
            }

            return (WatchedDialog.Lost, null);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new PatientSender(dialog, clock).SendAsync(new SendMessageRequest(456, "17", "x"), null, stopping.Token));
    }
}
