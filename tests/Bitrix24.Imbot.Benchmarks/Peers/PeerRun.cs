using System.Diagnostics;
using System.Globalization;

namespace Bitrix24.Imbot.Benchmarks.Peers;

/// <summary>A way to send messages from C#. It measures like the other peers: after warm-up and soon after the start, without the start itself.</summary>
internal static class PeerRun
{
    private const int FirstSends = 200;

    /// <summary>The amount of warm-up work, as a multiple of the measured work.</summary>
    private const int WarmUp = 10;

    /// <summary>Sends a number of messages.</summary>
    public delegate Task Sending(Uri webhook, int count);

    /// <summary>Gets the peer with a name, or null.</summary>
    public static Sending? Named(string name) => name switch
    {
        "floor" => PlainHttpClient.SendAsync,
        "core" => CoreSession.SendAsync,
        "batches" => PlainBatches.SendAsync,
        _ => null,
    };

    /// <summary>Returns one line of JSON: milliseconds, processor time, and allocated bytes after warm-up, and the milliseconds of the first run.</summary>
    public static async Task<string> MeasureAsync(Sending send, Uri webhook, int count)
    {
        await send(webhook, FirstSends);
        Stopwatch young = Stopwatch.StartNew();
        await send(webhook, count);
        young.Stop();
        for (int round = 1; round < WarmUp; round++)
        {
            await send(webhook, count);
        }

        using Process self = Process.GetCurrentProcess();
        TimeSpan cpu = self.TotalProcessorTime;
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        Stopwatch warm = Stopwatch.StartNew();
        await send(webhook, count);
        warm.Stop();
        self.Refresh();
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"milliseconds":{{warm.Elapsed.TotalMilliseconds:0.0}},"cpu":{{(self.TotalProcessorTime - cpu).TotalMilliseconds:0.0}},"young":{{young.Elapsed.TotalMilliseconds:0.0}},"allocated":{{GC.GetTotalAllocatedBytes(precise: true) - allocated}}}""");
    }
}
