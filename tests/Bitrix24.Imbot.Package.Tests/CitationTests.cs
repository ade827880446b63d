using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Package.Tests;

/// <summary>Checks that the pages and headings that comments cite exist in the repository.</summary>
public sealed class CitationTests
{
    private static readonly Regex Citation = new("""(?<![\w/-])(?<page>docs/[\w/-]+\.md|[A-Z]+\.md)(?:, "(?<heading>[^"]+)"(?: and "(?<second>[^"]+)")?)?""", RegexOptions.CultureInvariant);
    private static readonly Regex Absent = new(@"server-behaviour|(?<![\w/])(?:entities|protocol|open-questions|imbot-v2)\.md|DESIGN \d|CONVENTIONS", RegexOptions.CultureInvariant);

    private static string[] Sources => [.. RepositoryFiles.All()
        .Where(file => Path.GetExtension(file) is ".cs" or ".ps1" or ".psm1" or ".ps1xml" or ".js" or ".mjs")
        .Where(file => !file.EndsWith(nameof(CitationTests) + ".cs", StringComparison.Ordinal))];

    [Fact]
    public void Cited_pages_and_headings_exist()
    {
        Dictionary<string, string[]> headings = [];
        List<string> wrong = [];
        int count = 0;
        foreach (string file in Sources)
        {
            foreach (Match match in Citation.Matches(File.ReadAllText(file)))
            {
                string page = match.Groups["page"].Value;
                string path = Path.Combine(BuildFacts.RepositoryRoot, page);
                count++;
                if (!headings.TryGetValue(page, out string[]? known))
                {
                    headings[page] = known = File.Exists(path) ? [.. File.ReadAllLines(path).Where(line => line.StartsWith('#')).Select(line => line.TrimStart('#').Trim())] : [];
                }

                wrong.AddRange(new[] { match.Groups["heading"], match.Groups["second"] }
                    .Where(heading => known.Length == 0 || (heading.Success && !known.Contains(heading.Value)))
                    .Select(heading => $"{file}: {page}, \"{heading.Value}\""));
            }
        }

        Assert.True(count > 150, $"Only {count} citations were found.");
        Findings.MustBeNone(wrong.Distinct());
    }

    [Fact]
    public void No_comment_cites_a_document_that_is_not_in_the_repository() =>
        Findings.MustBeNone(Sources.SelectMany(file => File.ReadLines(file).Where(line => Absent.IsMatch(line)).Select(line => $"{file}: {line.Trim()}")));
}
