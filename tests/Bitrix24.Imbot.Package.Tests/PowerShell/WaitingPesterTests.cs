namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>The Pester files that wait most of the time. They run beside the others, because they take little processor time.</summary>
public sealed class WaitingPesterTests(PesterAccount account, ITestOutputHelper output)
{
    public static TheoryData<string, string> Files => PesterFiles.Waiting;

    [Theory]
    [MemberData(nameof(Files))]
    public Task File_passes(string build, string file) => PesterFiles.PassAsync(build, file, account, output);
}
