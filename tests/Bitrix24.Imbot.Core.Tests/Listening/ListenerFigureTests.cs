using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Listening;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Listening;

/// <summary>Checks the figures in docs/reliability.md with a tenth of the load, or with all of it if B24_TEST_FULL=1.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class ListenerFigureTests : IDisposable
{

    // Created once, because building long texts keeps buffers, and only the listener's memory is measured.
    private static readonly string Large = TestListener.Post(new string('x', 300_000));
    private static readonly string Endless = "POST /b24/ HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        + string.Concat(Enumerable.Repeat("10000\r\n" + new string('y', 0x10000) + "\r\n", 20));

    private readonly string folder = Directory.CreateTempSubdirectory("b24-figures-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Valid_events_arrive_during_a_flood_of_invalid_requests()
    {
        int bad = TestSize.IsFull ? 5_000 : 500;
        int good = bad / 10;
        using TestListener listener = await TestListener.StartAsync(folder, new HttpLimits { Patience = TimeSpan.FromSeconds(TestSize.IsFull ? 2 : 1) });
        using HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri($"http://{listener.EndPoint}"), Timeout = TimeSpan.FromSeconds(60) };

        // Everything is loaded and has its final size before the memory is measured.
        await StormAsync(listener, bad, seed: 1);
        await PostAsync(http, 1_000_000);
        listener.Source.Done(Assert.Single(await listener.ReceiveAsync(1)));
        long before = ProcessMeasures.HeapSize();

        Stopwatch watch = Stopwatch.StartNew();
        Task<Dictionary<int, int>> storm = StormAsync(listener, bad, seed: 2);
        Task<List<long?>> taking = TakeAllAsync(listener, good);
        for (int number = 1; number <= good; number++)
        {
            Assert.Equal(200, await PostAsync(http, number));
        }

        Dictionary<int, int> statuses = await storm;
        List<long?> taken = await taking;
        watch.Stop();
        long after = ProcessMeasures.HeapSize();

        Assert.Equal(Enumerable.Range(1, good).Select(number => (long?)number), taken);
        Assert.False(statuses.ContainsKey(200));
        Assert.Empty(Directory.GetFiles(folder, "*.json"));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{bad} bad requests ({string.Join(", ", statuses.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {pair.Value}"))}) and {good} events in {watch.Elapsed.TotalSeconds:0.0} s; heap {before / 1024} KB before, {after / 1024} KB after");
        Assert.InRange(after - before, long.MinValue, 8 * 1024 * 1024);
    }

    [Fact]
    public async Task An_event_is_delivered_soon_after_it_is_posted()
    {
        int count = TestSize.IsFull ? 2_000 : 200;
        using TestListener listener = await TestListener.StartAsync(folder);
        using HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri($"http://{listener.EndPoint}") };
        List<double> times = [];
        for (int number = 1; number <= count; number++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            Task<int> posting = PostAsync(http, number);
            PortalEvent item = Assert.Single(await listener.ReceiveAsync(1));
            times.Add(watch.Elapsed.TotalMilliseconds);
            listener.Source.Done(item);
            Assert.Equal(200, await posting);
        }

        times.Sort();
        TestContext.Current.TestOutputHelper?.WriteLine($"{count} events: median {times[count / 2]:0.0} ms, p99 {times[(count * 99 / 100) - 1]:0.0} ms, longest {times[^1]:0.0} ms");

        // Other test projects run on the same processors and the same disk meanwhile.
        Assert.InRange(times[(count * 99 / 100) - 1], 0, TestSize.IsFull ? 50 : 250);
    }

    /// <summary>Sends invalid requests, eight at a time: forged, oversized, incomplete, and random bytes, and clients that never finish.</summary>
    private static async Task<Dictionary<int, int>> StormAsync(TestListener listener, int count, int seed)
    {
        Dictionary<int, int> statuses = [];
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancellation }, async (number, _) =>
        {
            int status = await listener.SendAsync(Bad(new Random(seed + (number * 7)), number));
            lock (statuses)
            {
                statuses[status] = statuses.GetValueOrDefault(status) + 1;
            }
        });
        return statuses;
    }

    private static string Bad(Random chance, int number) => (number % 10) switch
    {
        0 => TestListener.Post(TestListener.Form(number, token: Guess(chance))),
        1 => TestListener.Post(TestListener.Form(number, token: "custom" + TestListener.Token[..chance.Next(TestListener.Token.Length)])),
        2 => TestListener.Post(TestListener.Form(number, botId: 457)),
        3 => Large,
        4 => "POST /b24/ HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 900000000\r\n\r\n",
        5 => Endless,
        6 => TestListener.Post("{\"event\":" + new string('[', chance.Next(1_000)), type: "application/json"),
        7 => string.Create(chance.Next(1, 400), chance, static (text, random) =>
        {
            for (int index = 0; index < text.Length; index++)
            {
                text[index] = (char)random.Next(1, 256);
            }
        }) + "\r\n\r\n",
        8 when number % 100 == 8 => "POST /b24/ HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
        8 => "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        _ => TestListener.Post(TestListener.Form(number, token: string.Empty), headers: "X: " + new string('h', chance.Next(20_000)) + "\r\n"),
    };

    private static string Guess(Random chance) => "custom" + chance.NextInt64().ToString(CultureInfo.InvariantCulture);

    private static async Task<int> PostAsync(HttpClient http, int number)
    {
        using ByteArrayContent content = new(Encoding.ASCII.GetBytes(TestListener.Form(number)));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        using HttpResponseMessage answer = await http.PostAsync("/b24/", content, Cancellation);
        return (int)answer.StatusCode;
    }

    private static async Task<List<long?>> TakeAllAsync(TestListener listener, int count)
    {
        List<long?> taken = [];
        while (taken.Count < count)
        {
            foreach (PortalEvent item in await listener.Source.NextAsync(null, Cancellation))
            {
                taken.Add(item.MessageId);
                listener.Source.Done(item);
            }
        }

        return taken;
    }
}
