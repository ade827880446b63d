using System.Diagnostics;

namespace Bitrix24.Imbot.Core.Tests;

/// <summary>Measures the whole process, for <see cref="MeasuredAlone"/> tests.</summary>
internal static class ProcessMeasures
{
    /// <summary>The size of the objects that are still in use, in bytes.</summary>
    public static long HeapSize()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    /// <summary>The number of open files, connections, and other handles.</summary>
    public static int OpenHandles()
    {
        using Process process = Process.GetCurrentProcess();
        return OperatingSystem.IsLinux() ? Directory.GetFiles("/proc/self/fd").Length : process.HandleCount;
    }
}
