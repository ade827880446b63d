namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>The other half of <see cref="UntimedPesterTests"/>.</summary>
public sealed class OtherUntimedPesterTests(PesterAccount account, ITestOutputHelper output)
{
    public static TheoryData<string, string> Files => PesterFiles.InLane(1);

    [Theory]
    [MemberData(nameof(Files))]
    public Task File_passes(string build, string file) => PesterFiles.PassAsync(build, file, account, output);
}
