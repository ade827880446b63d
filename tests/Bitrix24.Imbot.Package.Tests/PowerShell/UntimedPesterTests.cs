namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>Half of the Pester files that have no limits of time.</summary>
public sealed class UntimedPesterTests(PesterAccount account, ITestOutputHelper output) : PesterTests(account, output)
{
    public static TheoryData<string, string> Files => PesterFiles.InLane(0);
}
