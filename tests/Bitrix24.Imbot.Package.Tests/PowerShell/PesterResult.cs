namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>The output of <c>Invoke-PesterFile.ps1</c>.</summary>
/// <param name="PowerShell">The version of PowerShell that ran the file.</param>
/// <param name="Pester">The version of Pester.</param>
/// <param name="Seconds">The duration.</param>
/// <param name="Total">The number of tests.</param>
/// <param name="Passed">The number of passed tests.</param>
/// <param name="Failed">The number of failed tests. At least one if the file failed in another way.</param>
/// <param name="Failures">A text for each failure.</param>
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
