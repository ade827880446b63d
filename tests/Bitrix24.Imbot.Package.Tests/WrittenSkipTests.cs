using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Package.Tests;

public sealed partial class WrittenSkipTests
{
    [Fact]
    public void Every_skip_of_a_test_has_a_reason_that_is_listed()
    {
        (string File, string Call)[] skips = [.. RepositoryFiles.Under(Path.Combine(BuildFacts.RepositoryRoot, "tests"))
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(file => Skip().Matches(File.ReadAllText(file)).Select(match => (file, match.Value)))];
        Assert.True(skips.Length >= 5, "The skips were not found.");

        Findings.MustBeNone(skips
            .Where(skip => !WrittenSkips.Reasons.Any(reason => skip.Call.EndsWith($"\"{reason}\")", StringComparison.Ordinal)))
            .Select(skip => $"{skip.File}: the reason is not in {WrittenSkips.FileName}: {skip.Call}"));
    }

    [GeneratedRegex(@"\bAssert\.Skip(?:When|Unless)?\([^;]*\)(?=;)|\[(?:Fact|Theory)\(Skip[^\]]*")]
    private static partial Regex Skip();
}
