using System.Diagnostics;

namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>Runs PowerShell in a separate process, with a separate home folder and a time limit.</summary>
internal static class PowerShellProcess
{
    /// <summary>Runs a script file.</summary>
    /// <param name="module">The module to test.</param>
    /// <param name="file">The script.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="limit">The time after which the process is killed.</param>
    public static async Task<ProcessOutcome> RunFileAsync(PackedModule module, string file, IEnumerable<string> arguments, TimeSpan limit)
    {
        DirectoryInfo home = Directory.CreateTempSubdirectory("b24-home-");
        try
        {
            ProcessStartInfo start = RealPowerShell.CreateStart(["-File", file, .. arguments]);
            start.SetHome(home.FullName);

            // The tools of the build script were restored. The default folder is in the home folder, which is empty.
            start.Environment["NUGET_PACKAGES"] = RealPowerShell.PackageCache;
            start.Environment["B24_TEST_MODULE"] = module.Manifest;
            start.Environment["B24_TEST_BUILD"] = module.Build;
            start.Environment["B24_TEST_EMULATOR"] = BuildFacts.Emulator;
            start.Environment["B24_TEST_DOTNET"] = RealPowerShell.DotNet;
            return await RunAsync(start, limit);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    public static async Task<ProcessOutcome> RunAsync(ProcessStartInfo start, TimeSpan limit)
    {
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        OutputReading output = new(process.StandardOutput);
        OutputReading error = new(process.StandardError);
        using CancellationTokenSource timeIsOver = new(limit);
        int? exitCode = null;
        try
        {
            await process.WaitForExitAsync(timeIsOver.Token);
            exitCode = process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        return new ProcessOutcome(exitCode, await output.EndAsync(), await error.EndAsync());
    }
}
