using System.Text.RegularExpressions;
using Bitrix24.Imbot.Tests;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Extensions.Tables;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Bitrix24.Imbot.Prose.Tests;

/// <summary>Checks that the pages explain a fact in one place, and link to it from the others.</summary>
public sealed partial class FactTests
{
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).UsePreciseSourceLocation().Build();

    /// <summary>Words by which a fact is recognized, and the section that explains it. In other sections, a paragraph with these words must link to that section.</summary>
    public static TheoryData<string, string, string> Facts { get; } = new()
    {
        { "Other > Incoming webhook", "docs/getting-started.md", "connect" },
        { "PowerShell 7.4 or later", "docs/install.md", "install-upgrade-and-uninstall" },
        { "0[67]00|DPAPI", "docs/reliability.md", "files-and-permissions" },
        { "(keeps|stores) (its |the )?events for", "docs/limits.md", "events" },
        { "(50|fifty) requests at once|2 per second|two per second", "docs/limits.md", "number-of-requests" },
        { "31 days\\.", "docs/limits.md", "messages" },
        { "20,000 characters|60,000 characters", "docs/limits.md", "messages" },
        { "than 100 MiB", "docs/limits.md", "files" },
        { "at least once", "docs/events.md", "when-an-event-is-done" },
        { "only one of them can read the events|EventReaderBusy", "docs/events.md", "one-reader-per-bot" },
        { "power failure", "docs/events.md", "parallel-handlers" },
        { "constant time|application_token", "docs/events-listener.md", "which-requests-are-accepted" },
        { "180 days", "docs/oauth.md", "good-to-know" },
        { "`expired_token`", "docs/oauth.md", "token-refresh" },
        { "128-bit", "docs/chat-commands.md", "approval" },
        { "Open Channels|\\*open channel\\*", "docs/chat-commands.md", "permissions" },
        { "a call runs at most once|call therefore runs at most once", "docs/chat-commands-reference.md", "restarts" },
        { "in the body of a POST", "SECURITY.md", "what-is-protected" },
        { "proxy in the environment|proxy from the environment", "docs/reliability.md", "proxies" },
        { "B24_TEST_SEED", "CONTRIBUTING.md", "variables" },
        { "dotnet tool restore", "README.md", "try-it-from-source" },
    };

    [Theory]
    [MemberData(nameof(Facts))]
    public void A_fact_is_explained_in_one_section_and_linked_from_the_others(string words, string page, string section)
    {
        bool isExplained = false;
        foreach ((string file, string heading, string paragraph) in Paragraphs().Where(found => Regex.IsMatch(found.Paragraph, words)))
        {
            if (file == page && heading == section)
            {
                isExplained = true;
                continue;
            }

            string target = file == page ? $"(#{section})" : $"{page[(page.LastIndexOf('/') + 1)..]}#{section})";
            Assert.True(paragraph.Contains(target, StringComparison.Ordinal), $"{file}, #{heading}: this paragraph repeats a fact without a link to {page}#{section}:\n{paragraph}");
        }

        Assert.True(isExplained, $"{page}#{section} doesn't contain '{words}'.");
    }

    [Fact]
    public void The_section_of_every_link_between_pages_exists()
    {
        HashSet<string> sections = [.. Paragraphs().Select(found => $"{found.File}#{found.Heading}")];
        List<string> broken = [];
        int links = 0;
        foreach ((string file, _, string paragraph) in Paragraphs())
        {
            foreach (Match link in SectionLink().Matches(paragraph))
            {
                links++;
                string folder = Path.GetDirectoryName(file)!;
                string target = link.Groups["page"].Value is { Length: > 0 } page
                    ? Path.GetRelativePath(RepositoryFiles.Root, Path.GetFullPath(Path.Combine(RepositoryFiles.Root, folder, page))).Replace('\\', '/')
                    : file;
                if (!sections.Contains($"{target}#{link.Groups["section"].Value}"))
                {
                    broken.Add($"{file}: {link.Value[1..]}");
                }
            }
        }

        Assert.Empty(broken);
        Assert.True(links > 100, $"Only {links} links were found.");
    }

    /// <summary>
    /// The Markdown of the paragraphs, table rows, and headings of the pages that people read, without code blocks, each with the anchor of its section.
    /// </summary>
    private static IEnumerable<(string File, string Heading, string Paragraph)> Paragraphs()
    {
        string[] pages =
        [
            .. Directory.GetFiles(RepositoryFiles.Root, "*.md").Where(page => Path.GetFileName(page) != "CHANGELOG.md"),
            .. Directory.GetFiles(Path.Combine(RepositoryFiles.Root, "docs"), "*.md").Where(page => Path.GetFileName(page) is not ("errors.md" or "methods.md")),
        ];
        foreach (string page in pages)
        {
            string file = Path.GetRelativePath(RepositoryFiles.Root, page).Replace('\\', '/');
            string source = File.ReadAllText(page);
            string heading = string.Empty;
            foreach (Block block in Markdown.Parse(source, Pipeline).Descendants<Block>().Where(block => block is HeadingBlock or TableRow or ParagraphBlock { Parent: not TableCell }))
            {
                heading = block is HeadingBlock ? block.GetAttributes().Id! : heading;
                yield return (file, heading, source.Substring(block.Span.Start, block.Span.Length));
            }
        }
    }

    [GeneratedRegex(@"\]\((?<page>[^)#:\s]*)#(?<section>[^)\s]+)\)")]
    private static partial Regex SectionLink();
}
