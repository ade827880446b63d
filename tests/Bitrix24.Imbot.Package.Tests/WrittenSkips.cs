using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Package.Tests;

/// <summary>The list of reasons for which a test may be skipped.</summary>
internal static partial class WrittenSkips
{
    /// <summary>The list, relative to the top of the repository.</summary>
    public const string FileName = "tests/SKIPS.md";

    /// <summary>The first column of its table.</summary>
    public static IReadOnlySet<string> Reasons { get; } =
        Row().Matches(File.ReadAllText(Path.Combine(BuildFacts.RepositoryRoot, FileName))).Select(row => row.Groups[1].Value).ToHashSet();

    [GeneratedRegex(@"^\| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
