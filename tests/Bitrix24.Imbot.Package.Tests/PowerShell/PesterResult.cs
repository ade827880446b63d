namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>What <c>Invoke-PesterFile.ps1</c> writes.</summary>
public sealed record PesterResult(int Total, int Passed, int Failed, IReadOnlyList<string> Failures, IReadOnlyList<PesterNotRun> NotRun)
{
    /// <summary>Of a run that did not come to its end.</summary>
    public static PesterResult Broken { get; } = new(1, 0, 1, [], []);
}
