using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Tests.Rest;
using Bitrix24.Imbot.Emulator.Faults;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Reliability;

/// <summary>Messages over a network that loses answers. Each arrives once in the chat.</summary>
public sealed class LostAnswerTests(PortalFixture fixture) : IClassFixture<PortalFixture>, IDisposable
{
    private const string Send = "imbot.v2.Chat.Message.send";

    public void Dispose() => fixture.Portal.Reset();

    [Theory]
    [InlineData(FaultKind.AnswerLost, 30_000, 500)]
    [InlineData(FaultKind.Hang, 150, 60)]
    public async Task Every_message_arrives_once_and_no_call_fails(FaultKind lost, int timeoutMilliseconds, int messages)
    {
        messages = TestSize.Choose(messages, full: 500);
        Random chance = new(TestSize.Seed);
        PortalClient client = new(
            fixture.Webhook().Authorization,
            TransportOptions.Default with
            {
                MaximumRetryCount = 12,
                RequestRate = RequestRate.Unlimited,
                Timeout = TimeSpan.FromMilliseconds(timeoutMilliseconds),
            },
            new FakeClock());
        int faults = 0;
        for (int number = 0; number < messages; number++)
        {
            faults += PlanFaults(chance, lost);
            SendMessageRequest request = new(456, "chat5", $"message {number}");
            await client.CallAsync(
                request.Method, request.ToParameters(), Secret.FromText("my_bot_token"), null, TestContext.Current.CancellationToken);
        }

        string[] arrived = [.. fixture.Portal.Portal.MessagesOf("chat5").Select(message => message.Text)];
        TestContext.Current.TestOutputHelper?.WriteLine($"{messages} sent, {faults} attempts failed on purpose, {arrived.Length} in the chat");
        Assert.Equal(Enumerable.Range(0, messages).Select(number => $"message {number}"), arrived);
        Assert.InRange(faults, messages * 2 / 5, messages);
    }

    /// <summary>20 % of all attempts lose their answer after execution, 10 % are reset before it, and 10 % are refused by a full bucket.</summary>
    private int PlanFaults(Random chance, FaultKind lost)
    {
        for (int planned = 0; ; planned++)
        {
            FaultKind? fault = chance.NextDouble() switch
            {
                < 0.2 => lost,
                < 0.3 => FaultKind.ResetBefore,
                < 0.4 => FaultKind.QueryLimitExceeded,
                _ => null,
            };
            if (fault is null)
            {
                return planned;
            }

            // A missing answer counts as lost only if the portal has executed the request.
            fixture.Portal.Faults.Add(new Fault(fault.Value, Send) { Executes = fault == FaultKind.Hang ? true : null });
        }
    }
}
