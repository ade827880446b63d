using System.Diagnostics;

namespace Bitrix24.Imbot.Core.Tests;

/// <summary>What the whole process has; for <see cref="MeasuredAlone"/> tests.</summary>
internal static class ProcessMeasures
{
    /// <summary>Bytes of the objects that are still used.</summary>
    public static long HeapSize()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    /// <summary>Files, connections and the like.</summary>
    public static int OpenHandles()
    {
        using Process process = Process.GetCurrentProcess();
        return OperatingSystem.IsLinux() ? Directory.GetFiles("/proc/self/fd").Length : process.HandleCount;
    }
}
