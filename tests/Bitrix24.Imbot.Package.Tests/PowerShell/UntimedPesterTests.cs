namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>Pester files that do not look at the clock: they run beside the others, which saves a third of the time.</summary>
public sealed class UntimedPesterTests(PowerShellHost host, ITestOutputHelper output)
{
    public static TheoryData<string> Files => [.. PesterFiles.Untimed];

    [Theory]
    [MemberData(nameof(Files))]
    public Task File_passes(string file) => PesterFiles.PassAsync(file, host, output);
}
