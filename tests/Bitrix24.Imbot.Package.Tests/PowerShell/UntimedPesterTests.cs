namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>Half of the Pester files that have no limits of time. They run beside the others, because most tests wait more than they compute.</summary>
public sealed class UntimedPesterTests(PesterAccount account, ITestOutputHelper output)
{
    public static TheoryData<string, string> Files => PesterFiles.InLane(0);

    [Theory]
    [MemberData(nameof(Files))]
    public Task File_passes(string build, string file) => PesterFiles.PassAsync(build, file, account, output);
}
