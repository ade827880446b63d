namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>The Pester files on the packed module, each as one test.</summary>
[Collection(PowerShellRuns.Name)]
public sealed class PesterTests(PesterAccount account, ITestOutputHelper output)
{
    public static TheoryData<string, string> Files => PesterFiles.Timed;

    [Theory]
    [MemberData(nameof(Files))]
    public Task File_passes(string build, string file) => PesterFiles.PassAsync(build, file, account, output);
}
