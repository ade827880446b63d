using System.Text.RegularExpressions;
using Bitrix24.Imbot.Tests;

namespace Bitrix24.Imbot.Prose.Tests.Checking;

/// <summary>A row of tests/PROSE-EXCEPTIONS.md.</summary>
/// <param name="File">A path, or the beginning of paths followed by *.</param>
/// <param name="Rule">The name of a rule, or * for every rule.</param>
/// <param name="Words">Words of the sentence, or * for every sentence.</param>
/// <param name="Reason">Why the sentence may break the rule.</param>
internal sealed partial record ProseException(string File, string Rule, string Words, string Reason)
{
    public const string Path = "tests/PROSE-EXCEPTIONS.md";

    public static IReadOnlyList<ProseException> All { get; } = Parse(System.IO.File.ReadAllText(System.IO.Path.Combine(RepositoryFiles.Root, Path)));

    public static IReadOnlyList<ProseException> Parse(string table) =>
        [.. Row().Matches(table).Select(row => new ProseException(row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value, row.Groups[4].Value.Trim()))];

    public bool Allows(Finding finding) =>
        (File.EndsWith('*') ? finding.Sentence.File.StartsWith(File[..^1], StringComparison.Ordinal) : finding.Sentence.File == File)
        && (Rule == "*" || Rule == finding.Rule)
        && (Words == "*" || finding.Sentence.Text.Replace("`", string.Empty, StringComparison.Ordinal).Contains(Words, StringComparison.Ordinal));

    [GeneratedRegex(@"^\| `([^`]+)` \| `([^`]+)` \| `([^`]+)` \|([^|\n]*)\|\r?$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
