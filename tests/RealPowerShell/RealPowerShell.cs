using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace Bitrix24.Imbot.Tests;

/// <summary>The PowerShell that runs the tests, and its Pester. NuGet restores both as packages.</summary>
internal static class RealPowerShell
{
    /// <summary>The environment variable for another PowerShell: the path of an executable or of a <c>pwsh.dll</c>.</summary>
    public const string Variable = "B24_TEST_PWSH";

    /// <summary>The <c>dotnet</c> that runs these tests. It also runs the emulator and the PowerShell tool.</summary>
    public static string DotNet { get; } = Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <summary>The folder of the restored packages.</summary>
    public static string PackageCache { get; } = Fact("PackageCache");

    /// <summary>The module file of Pester.</summary>
    public static string Pester { get; } = Fact("Pester");

    /// <summary>The executable or the <c>pwsh.dll</c> to run.</summary>
    public static string Program { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
        ? Path.GetFullPath(named)
        : Path.Combine(Fact("PowerShellFolder"), "pwsh.dll");

    /// <summary>Creates a start without profile, prompts, colors, telemetry, and update checks. Output and errors are redirected.</summary>
    /// <param name="arguments">The arguments after <c>-NoProfile -NonInteractive</c>.</param>
    public static ProcessStartInfo CreateStart(params IEnumerable<string> arguments)
    {
        if (!File.Exists(Program) || !File.Exists(Pester))
        {
            throw new FileNotFoundException($"The tests need '{Program}' and '{Pester}'. Run 'dotnet restore', or correct the variable {Variable}.");
        }

        bool isLibrary = Path.GetExtension(Program).Equals(".dll", StringComparison.OrdinalIgnoreCase);
        IEnumerable<string> all = ["-NoProfile", "-NonInteractive", .. arguments];
        ProcessStartInfo start = new(isLibrary ? DotNet : Program, isLibrary ? all.Prepend(Program) : all)
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

        // Child processes inherit this. These processes run for seconds, and optimizing their methods takes more processor time than it saves.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TC_CallCountThreshold"] = "3E8";
        start.Environment["DOTNET_TC_CallCountingDelayMs"] = "3E8";

        // The same for methods that PowerShell compiles from scripts. By default, .NET always optimizes them. This saves a quarter of the processor time.
        start.Environment["DOTNET_JITMinOpts"] = "1";

        // A killed process would leave the pipes of its debugger in the temporary folder.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return start;
    }

    /// <summary>Sets an empty home folder for the started PowerShell, so that no test changes the profiles of the user.</summary>
    public static void SetHome(this ProcessStartInfo start, string folder)
    {
        foreach (string variable in (IEnumerable<string>)["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"])
        {
            start.Environment[variable] = folder;
        }

        // Files of killed processes are removed with the home folder.
        string temporary = Directory.CreateDirectory(Path.Combine(folder, "tmp")).FullName;
        foreach (string variable in (IEnumerable<string>)["TMPDIR", "TEMP", "TMP"])
        {
            start.Environment[variable] = temporary;
        }

        start.Environment["BITRIX24_IMBOT_PROFILES"] = Path.Combine(folder, "profiles");
    }

    private static string Fact(string key) => typeof(RealPowerShell).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
