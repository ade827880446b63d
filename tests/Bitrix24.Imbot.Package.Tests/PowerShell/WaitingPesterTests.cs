namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>The Pester files that wait most of the time, and take little processor time.</summary>
public sealed class WaitingPesterTests(PesterAccount account, ITestOutputHelper output) : PesterTests(account, output)
{
    public static TheoryData<string, string> Files => PesterFiles.Waiting;
}
