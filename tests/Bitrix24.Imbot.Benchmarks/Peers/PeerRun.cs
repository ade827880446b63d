using System.Diagnostics;
using System.Globalization;

namespace Bitrix24.Imbot.Benchmarks.Peers;

/// <summary>A way to send messages from C#, timed as the other peers time themselves: warm, and without the process's start.</summary>
internal static class PeerRun
{
    private const int WarmUp = 200;

    /// <summary>Sends a number of messages, one after the other.</summary>
    public delegate Task Sending(Uri webhook, int count);

    /// <summary>The peer of a name; null where there is none.</summary>
    public static Sending? Named(string name) => name switch
    {
        "floor" => PlainHttpClient.SendAsync,
        "core" => CoreSession.SendAsync,
        _ => null,
    };

    /// <summary>One line of JSON: milliseconds, processor time of this process, and bytes allocated.</summary>
    public static async Task<string> MeasureAsync(Sending send, Uri webhook, int count)
    {
        await send(webhook, WarmUp);
        using Process self = Process.GetCurrentProcess();
        TimeSpan cpu = self.TotalProcessorTime;
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        Stopwatch watch = Stopwatch.StartNew();
        await send(webhook, count);
        watch.Stop();
        self.Refresh();
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"milliseconds":{{watch.Elapsed.TotalMilliseconds:0.0}},"cpu":{{(self.TotalProcessorTime - cpu).TotalMilliseconds:0.0}},"allocated":{{GC.GetTotalAllocatedBytes(precise: true) - allocated}}}""");
    }
}
