using System.Text.Json;

namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>One run of one Pester file in a fresh pwsh.</summary>
internal sealed record PesterFileRun(PesterResult Result, bool Succeeded, string Output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>What failed, or everything when the run ended too early to say.</summary>
    public string WhatFailed => Result.Failures.Count > 0 ? string.Join(Environment.NewLine, Result.Failures) : Output;

    public static async Task<PesterFileRun> OfAsync(PowerShellHost host, string file)
    {
        string pester = await host.RequirePesterAsync();
        string resultFile = Path.GetTempFileName();
        try
        {
            ProcessOutcome outcome = await PowerShellProcess.RunFileAsync(
                await host.RequirePwshAsync(),
                host.Manifest,
                Path.Combine(AppContext.BaseDirectory, "PowerShell", "Invoke-PesterFile.ps1"),
                ["-Path", file, "-PesterPath", pester, "-ResultFile", resultFile],
                Limit);
            string written = await File.ReadAllTextAsync(resultFile);
            PesterResult result = written.Length > 0 ? JsonSerializer.Deserialize<PesterResult>(written)! : PesterResult.Broken;
            string output = outcome.ExitCode is null
                ? $"Killed after {Limit.TotalMinutes} minutes.{Environment.NewLine}{outcome.Everything}"
                : outcome.Everything;
            return new PesterFileRun(result, outcome.ExitCode == 0, output);
        }
        finally
        {
            File.Delete(resultFile);
        }
    }
}
