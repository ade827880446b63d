namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>The Pester files that have limits of time.</summary>
[Collection(PowerShellRuns.Name)]
public sealed class TimedPesterTests(PesterAccount account, ITestOutputHelper output) : PesterTests(account, output)
{
    public static TheoryData<string, string> Files => PesterFiles.Timed;
}
