using System.Text.Json;

namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>One run of one Pester file in a fresh PowerShell.</summary>
internal sealed record PesterFileRun(PesterResult Result, bool Succeeded, string Output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(PesterFiles.IsFull ? 90 : 5);

    /// <summary>The failures, or the whole output if the run ended before it could report them.</summary>
    public string WhatFailed => Result.Failures.Count > 0 ? string.Join(Environment.NewLine, Result.Failures) : Output;

    public static async Task<PesterFileRun> RunAsync(PackedModule module, string file)
    {
        string resultFile = Path.GetTempFileName();
        try
        {
            ProcessOutcome outcome = await PowerShellProcess.RunFileAsync(
                module,
                Path.Combine(AppContext.BaseDirectory, "PowerShell", "Invoke-PesterFile.ps1"),
                ["-Path", file, "-PesterPath", RealPowerShell.Pester, "-ResultFile", resultFile],
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
