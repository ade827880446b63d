using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Package.Tests;

/// <summary>Checks the source of the cmdlets: a cmdlet binds, calls, and writes, and the help page describes its parameters.</summary>
public sealed class CmdletSourceTests
{
    private const int MaxLines = 150;

    private static readonly Regex DescribedParameter = new(@"///[^\n]*\n(?:\s*\[[^\n]*\]\n)*?\s*\[Parameter\b", RegexOptions.CultureInvariant);

    private static readonly string Root = Path.Combine(BuildFacts.RepositoryRoot, "src", "Bitrix24.Imbot");

    private static readonly string[] Files = [.. RepositoryFiles.Under(Root)
        .Where(file => file.EndsWith("Cmdlet.cs", StringComparison.Ordinal))];

    [Fact]
    public void A_cmdlet_has_at_most_150_lines()
    {
        Assert.True(Files.Length > 75, $"Only {Files.Length} cmdlets were found.");
        Findings.MustBeNone(Files.Select(file => (Name: Path.GetRelativePath(Root, file), Lines: File.ReadAllLines(file).Length))
            .Where(file => file.Lines > MaxLines).Select(file => $"{file.Name} has {file.Lines} lines."));
    }

    [Fact]
    public void Parameters_are_described_only_in_the_help() => Findings.MustBeNone(Files
        .Where(file => file.StartsWith(Path.Combine(Root, "Cmdlets"), StringComparison.Ordinal) && DescribedParameter.IsMatch(File.ReadAllText(file)))
        .Select(file => $"{Path.GetRelativePath(Root, file)} has a comment on a parameter."));
}
