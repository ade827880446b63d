using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>Runs pwsh in a process of its own, with a home folder of its own, for a limited time.</summary>
internal static class PowerShellProcess
{
    public static string? FindOnPath()
    {
        string name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>Runs with the user's own home, in which Pester may be installed. For questions only.</summary>
    public static Task<ProcessOutcome> AskAsync(string pwsh, string command, TimeSpan limit) =>
        RunAsync(StartOf(pwsh, ["-Command", command]), limit);

    /// <summary>Runs a script file with an empty home, so that no test touches the user's profiles.</summary>
    /// <param name="pwsh">The pwsh to run.</param>
    /// <param name="manifest">The module that is tested.</param>
    /// <param name="file">The script.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="limit">Afterwards it is killed.</param>
    public static async Task<ProcessOutcome> RunFileAsync(string pwsh, string manifest, string file, IEnumerable<string> arguments, TimeSpan limit)
    {
        DirectoryInfo home = Directory.CreateTempSubdirectory("b24-home-");
        try
        {
            ProcessStartInfo start = StartOf(pwsh, ["-File", file, .. arguments]);
            foreach (string variable in (IEnumerable<string>)["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"])
            {
                start.Environment[variable] = home.FullName;
            }

            start.Environment["BITRIX24_IMBOT_PROFILES"] = Path.Combine(home.FullName, "profiles");
            start.Environment["B24_TEST_MODULE"] = manifest;
            start.Environment["B24_TEST_EMULATOR"] = BuildFacts.Emulator;
            start.Environment["B24_TEST_DOTNET"] = DotNetHost();
            return await RunAsync(start, limit);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private static ProcessStartInfo StartOf(string pwsh, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(pwsh, ["-NoProfile", "-NonInteractive", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["NO_COLOR"] = "1";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        return start;
    }

    private static async Task<ProcessOutcome> RunAsync(ProcessStartInfo start, TimeSpan limit)
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

    /// <summary>The host that runs these tests; it has what the emulator needs.</summary>
    private static string DotNetHost() => Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
}
