namespace Bitrix24.Imbot.Package.Tests;

/// <summary>Windows PowerShell reads a file without byte order mark as ANSI.</summary>
public sealed class EncodingTests
{
    private static readonly string[] Extensions = [".ps1", ".psm1", ".psd1", ".ps1xml"];

    [Fact]
    public void PowerShell_files_are_ASCII_or_have_a_byte_order_mark() => Findings.MustBeNone(PowerShellFiles()
        .Where(file => File.ReadAllBytes(file) is var bytes
            && bytes.Any(value => value > 127) && !bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        .Select(file => $"{file}: not ASCII, and no UTF-8 byte order mark."));

    [Fact]
    public void PowerShell_files_end_lines_with_LF() => Findings.MustBeNone(PowerShellFiles()
        .Where(file => File.ReadAllBytes(file).Contains((byte)'\r'))
        .Select(file => $"{file}: has carriage returns."));

    private static IEnumerable<string> PowerShellFiles()
    {
        List<string> files = [.. RepositoryFiles.All().Where(file => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))];
        Assert.Contains(BuildFacts.Manifest, files);
        return files;
    }
}
