using System.Diagnostics;

namespace Bitrix24.Imbot.Quickstart;

/// <summary>PowerShell as a .NET tool, in the version that .config/dotnet-tools.json names.</summary>
internal sealed class PowerShellTool(string repositoryRoot)
{
    /// <summary>Downloads the tool if it isn't installed.</summary>
    /// <returns>The error with instructions; null if the tool is available.</returns>
    public async Task<string?> RestoreAsync()
    {
        using Process restore = Process.Start(CreateStart("tool", "restore"))!;
        Task<string> output = restore.StandardOutput.ReadToEndAsync();
        Task<string> error = restore.StandardError.ReadToEndAsync();
        await restore.WaitForExitAsync();
        return restore.ExitCode == 0
            ? null
            : $"""
                PowerShell could not be restored as a .NET tool. Check that this computer can reach the NuGet package source
                (behind a proxy, set https_proxy), run 'dotnet tool restore' in {repositoryRoot}, and try again.

                {string.Concat(await output, await error).Trim()}
                """;
    }

    /// <summary>Runs a script with its output on the console and waits for its end.</summary>
    /// <param name="script">The path of the script.</param>
    /// <param name="variables">Environment variables. Unlike arguments, they aren't visible to other users of the computer.</param>
    /// <returns>The exit code of the script.</returns>
    public async Task<int> RunAsync(string script, IReadOnlyDictionary<string, string> variables)
    {
        ProcessStartInfo start = CreateStart("tool", "run", "pwsh", "--", "-NoProfile", "-NonInteractive", "-File", script);
        start.RedirectStandardOutput = start.RedirectStandardError = false;
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        if (Console.IsOutputRedirected)
        {
            start.Environment["NO_COLOR"] = "1";
        }

        using Process process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private ProcessStartInfo CreateStart(params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new("dotnet", arguments)
        {
            // The folder contains the tool manifest.
            WorkingDirectory = repositoryRoot,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        return start;
    }
}
