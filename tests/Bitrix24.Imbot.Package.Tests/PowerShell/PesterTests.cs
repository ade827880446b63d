namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>The Pester files on the packed module, each as one test.</summary>
[Collection(PowerShellRuns.Name)]
public sealed class PesterTests(PowerShellHost host, ITestOutputHelper output)
{
    public static TheoryData<string> Files => [.. PesterFiles.Timed];

    [Theory]
    [MemberData(nameof(Files))]
    public Task File_passes(string file) => PesterFiles.PassAsync(file, host, output);
}
