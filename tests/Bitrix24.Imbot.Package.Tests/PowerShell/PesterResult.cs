namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>What <c>Invoke-PesterFile.ps1</c> writes.</summary>
/// <param name="PowerShell">The version of PowerShell that ran the file.</param>
/// <param name="Pester">The version of Pester.</param>
/// <param name="Seconds">How long the file took.</param>
/// <param name="Total">The number of tests.</param>
/// <param name="Passed">How many passed.</param>
/// <param name="Failed">How many failed; at least one if the file failed in another way.</param>
/// <param name="Failures">What failed, a text for each.</param>
/// <param name="NotRun">The skipped tests.</param>
public sealed record PesterResult(
    string PowerShell,
    string Pester,
    double Seconds,
    int Total,
    int Passed,
    int Failed,
    IReadOnlyList<string> Failures,
    IReadOnlyList<PesterNotRun> NotRun)
{
    /// <summary>The result of a run that ended before it could write one.</summary>
    public static PesterResult Broken { get; } = new("unknown", "unknown", 0, 1, 0, 1, [], []);
}
