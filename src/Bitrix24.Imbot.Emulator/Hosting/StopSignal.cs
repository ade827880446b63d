using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Bitrix24.Imbot.Emulator.Hosting;

/// <summary>Waits for Ctrl+C, SIGTERM, or the end of the process that started this one.</summary>
internal static class StopSignal
{
    public static async Task WaitAsync(int? parentId)
    {
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using PosixSignalRegistration interrupt = Watch(PosixSignal.SIGINT);
        using PosixSignalRegistration terminate = Watch(PosixSignal.SIGTERM);
        using PosixSignalRegistration hangup = Watch(PosixSignal.SIGHUP);
        await Task.WhenAny(asked.Task, parentId is int id ? ParentEndAsync(id) : Task.Delay(Timeout.Infinite));

        PosixSignalRegistration Watch(PosixSignal signal) => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            asked.TrySetResult();
        });
    }

    private static async Task ParentEndAsync(int id)
    {
        try
        {
            using Process parent = Process.GetProcessById(id);
            await parent.WaitForExitAsync();
        }
        catch (ArgumentException)
        {
            // The process has already ended.
        }
    }
}
