namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>The other half of the files that have no limits of time.</summary>
public sealed class OtherUntimedPesterTests(PesterAccount account, ITestOutputHelper output) : PesterTests(account, output)
{
    public static TheoryData<string, string> Files => PesterFiles.InLane(1);
}
