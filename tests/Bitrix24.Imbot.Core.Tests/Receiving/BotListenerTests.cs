using System.Net;
using System.Net.Sockets;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Receiving;
using Bitrix24.Imbot.Core.Tests.Files;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Receiving;

/// <summary>A C# program that runs a bot.</summary>
public sealed class BotListenerTests : IAsyncLifetime
{
    private readonly List<string> given = [];
    private RunningBot bot = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => bot = await RunningBot.StartAsync(Cancellation);

    public ValueTask DisposeAsync() => bot.DisposeAsync();

    [Fact]
    public async Task Events_are_delivered_once_and_in_order_by_consecutive_listeners()
    {
        bot.Write("one");
        bot.Write("two");
        await RunUntilAsync("two", new BotListener(bot.Session));
        bot.Write("three");
        await RunUntilAsync("three", new BotListener(bot.Session));
        Assert.Equal(["one", "two", "three"], given);
    }

    [Fact]
    public async Task A_handler_that_throws_ends_the_bot_and_its_event_is_delivered_again()
    {
        bot.Write("one");
        await Assert.ThrowsAsync<InvalidOperationException>(() => new BotListener(bot.Session).RunAsync((_, _) => throw new InvalidOperationException(), cancellation: Cancellation));
        await RunUntilAsync("one", new BotListener(bot.Session));
        Assert.Equal(["one"], given);
    }

    [Fact]
    public async Task A_handler_that_throws_does_not_end_a_bot_with_HandlerFailed()
    {
        bot.Write("one");
        bot.Write("two");
        List<string> failed = [];
        BotListenerOptions options = new()
        {
            HandlerFailed = (item, exception, _) =>
            {
                failed.Add($"{item.Message!.Text}: {exception.Message}");
                return Task.CompletedTask;
            },
        };
        await RunUntilAsync("two", new BotListener(bot.Session, options: options), text => text == "one" ? throw new InvalidOperationException("no") : true);
        Assert.Equal(["one: no"], failed);
        Assert.Equal(["two"], given);
    }

    [Fact]
    public async Task An_offset_store_remembers_events_that_are_done()
    {
        using TemporaryFolder folder = new();
        BotListenerOptions options = new() { OffsetStorePath = Path.Combine(folder.Path, "offset") };
        bot.Write("one");
        await RunUntilAsync("one", new BotListener(bot.Session, options: options));
        Assert.True(File.Exists(options.OffsetStorePath));
        bot.Write("two");
        await RunUntilAsync("two", new BotListener(bot.Session, options: options));
        Assert.Equal(["one", "two"], given);
    }

    [Fact]
    public async Task A_second_listener_of_one_bot_is_refused()
    {
        bot.Write("one");
        B24Exception? refused = null;
        using CancellationTokenSource stopping = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new BotListener(bot.Session).RunAsync(
            async (_, _) =>
            {
                refused = await Assert.ThrowsAsync<B24Exception>(() => new BotListener(bot.Session).RunAsync((_, _) => Task.CompletedTask, cancellation: Cancellation));
                await stopping.CancelAsync();
            },
            cancellation: stopping.Token));
        Assert.Equal(EventErrors.EventReaderBusy, refused?.Kind);
    }

    [Fact]
    public async Task Events_that_the_portal_pushes_are_delivered()
    {
        Uri address = new($"http://127.0.0.1:{FreePort()}/b24/");
        await bot.Session.SendAsync(new UpdateBotRequest(RunningBot.BotId, new BotSettings { EventMode = "webhook", WebhookUri = address }), cancellation: Cancellation);
        BotListener listener = new(bot.Session, options: new BotListenerOptions { ListenUri = address });
        Task running = RunUntilAsync("one", listener);
        await ListensAsync(address);
        bot.Write("one");
        await running;
        Assert.Equal(["one"], given);
    }

    [Theory]
    [InlineData("http://127.0.0.1:0/b24/", false, 5, nameof(EventErrors.EventModeUnfit))]
    [InlineData("http://127.0.0.1:0/b24/", true, 5, nameof(EventErrors.UserEventsNotPushed))]
    [InlineData(null, false, 0, nameof(PortalErrors.DurationInvalid))]
    [InlineData(null, false, 3601, nameof(PortalErrors.DurationInvalid))]
    public async Task Invalid_options_are_refused_before_events_are_read(string? listenUri, bool includeUserEvents, int interval, string id)
    {
        BotListenerOptions options = new()
        {
            ListenUri = listenUri is null ? null : new Uri(listenUri),
            IncludeUserEvents = includeUserEvents,
            Interval = TimeSpan.FromSeconds(interval),
        };
        B24Exception error = await Assert.ThrowsAsync<B24Exception>(
            () => new BotListener(bot.Session, options: options).RunAsync((_, _) => Task.CompletedTask, cancellation: Cancellation));
        Assert.Equal(id, error.ErrorId);
    }

    /// <summary>Runs a bot until a person has written a text.</summary>
    private async Task RunUntilAsync(string last, BotListener listener, Func<string, bool>? check = null)
    {
        using CancellationTokenSource stopping = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listener.RunAsync(
            async (item, _) =>
            {
                if (item is { Kind: EventKind.Message, Message.Text: { } text } && check?.Invoke(text) != false)
                {
                    given.Add(text);
                    if (text == last)
                    {
                        await stopping.CancelAsync();
                    }
                }
            },
            cancellation: stopping.Token));
    }

    private static int FreePort()
    {
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }

    private static async Task ListensAsync(Uri address)
    {
        while (true)
        {
            using TcpClient client = new();
            try
            {
                await client.ConnectAsync(address.Host, address.Port, Cancellation);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(10, Cancellation);
            }
        }
    }
}
