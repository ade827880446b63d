using Bitrix24.Imbot.Prose.Tests.Checking;
using Bitrix24.Imbot.Prose.Tests.Reading;
using Bitrix24.Imbot.Tests;

namespace Bitrix24.Imbot.Prose.Tests;

/// <summary>Checks all texts of the repository.</summary>
public class RepositoryProseTests
{
    private static readonly Lazy<IReadOnlyList<Finding>> Found = new(FindAll);

    [Theory]
    [InlineData("documents", @"^[^/]*\.md$|^docs/(?!help/)|^tests/[^/]*\.md$|^tests/Facts/")]
    [InlineData("English help", "^docs/help/en-US/")]
    [InlineData("Russian help", "^docs/help/ru-RU/")]
    [InlineData("Core", @"^src/Bitrix24\.Imbot\.(?:Core|Markdown|Cron)/")]
    [InlineData("module", @"^src/Bitrix24\.Imbot/|^module/|^[^/]*\.psd1$")]
    [InlineData("emulator", @"^src/Bitrix24\.Imbot\.Emulator/")]
    [InlineData("tools and samples", @"^src/Bitrix24\.Imbot\.Help/|^samples/|^[^/]*\.(?:ps1|props)$|^\.")]
    [InlineData("tests", "^tests/")]
    public void Every_sentence_is_plain(string area, string files)
    {
        Finding[] found = [.. Found.Value.Where(finding => System.Text.RegularExpressions.Regex.IsMatch(finding.Sentence.File, files))
            .Where(finding => area != "tests" || !finding.Sentence.File.EndsWith(".md", StringComparison.Ordinal))];

        Assert.True(found.Length == 0, $"{found.Length} sentences of {area} break a rule. Rewrite them, or add a row with a reason to {ProseException.Path}.\n"
            + string.Join('\n', found.Select(finding => finding.ToString())));
    }

    [Fact]
    public void Every_file_is_read_or_known_to_have_no_prose()
    {
        string[] unknown = [.. RepositoryTexts.Paths().Where(file => RepositoryTexts.Read(file, string.Empty) is null)];

        Assert.True(unknown.Length == 0, $"Say in RepositoryTexts how to read: {string.Join(", ", unknown)}");
    }

    [Theory]
    [InlineData(".md", 4000)]
    [InlineData(".cs", 4000)]
    [InlineData(".ps1", 300)]
    [InlineData(".psm1", 5)]
    [InlineData(".js", 100)]
    [InlineData(".css", 5)]
    [InlineData(".html", 5)]
    [InlineData(".props", 5)]
    [InlineData(".csproj", 5)]
    [InlineData(".yml", 3)]
    [InlineData("run", 5)]
    public void Enough_sentences_are_found(string kind, int min)
    {
        int found = RepositoryTexts.Files.Where(file => file.Key.EndsWith(kind, StringComparison.Ordinal)).SelectMany(file => file.Value).SelectMany(Sentence.Of).Count();

        Assert.True(found >= min, $"{found} sentences were read in {kind} files.");
    }

    [Fact]
    public void Every_exception_has_a_reason_and_is_needed()
    {
        string[] wrong = [.. ProseException.All.Where(exception => exception.Reason.Length < 10 || !All.Any(exception.Allows)).Select(exception => exception.ToString())];

        Assert.True(wrong.Length == 0, $"Exceptions without a reason, or without a sentence:\n{string.Join('\n', wrong)}");
    }

    private static IReadOnlyList<Finding> All { get; } =
        [.. RepositoryTexts.Files.AsParallel().SelectMany(file => ProseCheck.Check(file.Value)).OrderBy(finding => finding.Sentence.File, StringComparer.Ordinal).ThenBy(finding => finding.Sentence.Line)];

    private static IReadOnlyList<Finding> FindAll()
    {
        Finding[] found = [.. All.Where(finding => !ProseException.All.Any(exception => exception.Allows(finding)))];
        string folder = Path.Combine(RepositoryFiles.Root, "TestResults");
        Directory.CreateDirectory(folder);
        File.WriteAllLines(Path.Combine(folder, "prose.txt"), found.Select(finding => finding.ToString()));
        return found;
    }
}
