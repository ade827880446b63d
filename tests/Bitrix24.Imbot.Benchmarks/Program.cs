using BenchmarkDotNet.Running;
using Bitrix24.Imbot.Benchmarks.Peers;

// "floor ADDRESS COUNT", "core ADDRESS COUNT" and "batches ADDRESS COUNT" are peers in the comparison of build.ps1 -Task Bench; everything else goes to BenchmarkDotNet.
if (args is [string peer, string address, string count] && PeerRun.Named(peer) is { } run)
{
    Console.WriteLine(await PeerRun.MeasureAsync(run, new Uri(address), int.Parse(count)));
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(PeerRun).Assembly).Run(args);
