namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>Pester files that measure no time. They run beside the others, which saves a third of the time.</summary>
public sealed class UntimedPesterTests(PesterAccount account, ITestOutputHelper output)
{
    public static TheoryData<string, string> Files => PesterFiles.Beside;

    [Theory]
    [MemberData(nameof(Files))]
    public Task File_passes(string build, string file) => PesterFiles.PassAsync(build, file, account, output);
}
