using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Xunit;
using MarkdigParser = Markdig.Markdown;
using MarkdownOptions = Bitrix24.Imbot.Core.Text.Markdown.MarkdownOptions;
using MarkdownText = Bitrix24.Imbot.Core.Text.Markdown.MarkdownText;

namespace Bitrix24.Imbot.Core.Tests.Text.Markdown;

/// <summary>The structure that is found, compared with what Markdig finds in the same text.</summary>
public sealed partial class MarkdownOracleTests
{
    private const int Runs = 2_000;

    /// <summary>
    /// Markdig leaves CommonMark in some odd corners, such as runs of asterisks between punctuation, and fences in items that begin with a
    /// blank line.
    /// </summary>
    private const int MostDifferences = Runs / 100;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough)
        .UseTaskLists()
        .DisableHtml()
        .Build();

    private static readonly string[] InlinePieces =
    [
        "*", "**", "***", "_", "__", "~~", "`", "``", "[", "]", "](https://e.com)", "![", "[a]", "\\[", "a", "b c", "Ж", " ", " ", "\n",
    ];

    private static readonly string[] BlockPieces =
    [
        "a\n", "b c\n", "\n", "\n", "# h\n", "## h ##\n", "---\n", "***\n", "> ", "> ", "- ", "* ", "1. ", "2. ", "  ", "   ", "    ", "```\n", "~~~\n", "[d]: https://e.com\n", "[d]\n", "**b**\n", "\\\n", "1) x\n",
    ];

    [Fact]
    public void Emphasis_links_and_code_are_found_alike() => Compare(InlinePieces, seed: 1, most: 16);

    [Fact]
    public void Blocks_are_found_alike() => Compare(BlockPieces, seed: 2, most: 14);

    /// <summary>The project's own pages: long texts as people write them.</summary>
    [Fact]
    public void Real_pages_are_found_alike()
    {
        string root = RepositoryFolder.Root;
        string[] pages = [.. Directory.GetFiles(Path.Combine(root, "docs"), "*.md", SearchOption.AllDirectories), Path.Combine(root, "README.md")];
        Assert.True(pages.Length > 50);
        Assert.All(pages, page =>
        {
            // Tables are looked at elsewhere: here they are a text's lines.
            string text = TableLine().Replace(File.ReadAllText(page), string.Empty);
            Assert.Equal(Expected(text), Found(text));
        });
    }

    private static void Compare(string[] pieces, int seed, int most)
    {
        Random random = new(seed);
        List<string> differences = [];
        for (int run = 0; run < Runs; run++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, most)).Select(_ => pieces[random.Next(pieces.Length)]));
            if (Expected(text) != Found(text))
            {
                differences.Add($"{text.ReplaceLineEndings("⏎")}\n  Markdig {Expected(text)}\n  here    {Found(text)}");
            }
        }

        Assert.True(differences.Count <= MostDifferences, $"{differences.Count} of {Runs}:\n{string.Join('\n', differences.OrderBy(text => text.Length).Take(12))}");
    }

    /// <summary>Without what differs by intention: blanks, guards, marks of quotations.</summary>
    private static string Found(string markdown) => Blanks().Replace(
        QuoteMark().Replace(BBCodeReading.Unguarded(MarkdownText.ToBBCode(markdown, MarkdownOptions.None)), string.Empty),
        string.Empty).Replace("[/b][b]", string.Empty, StringComparison.Ordinal).Replace("[/i][i]", string.Empty, StringComparison.Ordinal);

    private static string Expected(string markdown)
    {
        StringBuilder text = new();
        AppendBlocks(text, MarkdigParser.Parse(markdown, Pipeline));
        return Blanks().Replace(text.ToString(), string.Empty)
            .Replace("[/b][b]", string.Empty, StringComparison.Ordinal).Replace("[/i][i]", string.Empty, StringComparison.Ordinal);
    }

    private static void AppendBlocks(StringBuilder text, IEnumerable<Block> blocks)
    {
        foreach (Block block in blocks)
        {
            Append(text, block);
        }
    }

    private static void Append(StringBuilder text, Block block)
    {
        switch (block)
        {
            case LinkReferenceDefinitionGroup:
                break;
            case ListBlock list:
                int number = int.Parse(list.OrderedStart ?? "1", CultureInfo.InvariantCulture);
                foreach (ListItemBlock item in list.Cast<ListItemBlock>())
                {
                    bool isTask = (item.FirstOrDefault() as ParagraphBlock)?.Inline?.FirstChild is TaskList;
                    text.Append(list.IsOrdered ? $"{number++}{list.OrderedDelimiter}" : isTask ? string.Empty : "•");
                    AppendBlocks(text, item);
                }

                break;
            case HeadingBlock heading:
                string size = heading.Level switch { 1 => "22", 2 => "18", _ => string.Empty };
                text.Append(size.Length > 0 ? $"[size={size}][b]" : "[b]");
                AppendInlines(text, heading.Inline, new Dictionary<string, int>());
                text.Append(size.Length > 0 ? "[/b][/size]" : "[/b]");
                break;
            case CodeBlock code when !string.IsNullOrWhiteSpace(code.Lines.ToString()):
                text.Append("[code]").Append(code.Lines.ToString()).Append("[/code]");
                break;
            case ThematicBreakBlock:
                text.Append('─', 12);
                break;
            case ContainerBlock container:
                AppendBlocks(text, container);
                break;
            case ParagraphBlock paragraph:
                AppendInlines(text, paragraph.Inline, new Dictionary<string, int>());
                break;
        }
    }

    private static void AppendInlines(StringBuilder text, ContainerInline? inlines, Dictionary<string, int> depths)
    {
        foreach (Inline inline in inlines ?? [])
        {
            switch (inline)
            {
                case TaskList task:
                    text.Append(task.Checked ? '☑' : '☐');
                    break;
                case LiteralInline literal:
                    text.Append(literal.Content);
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded);
                    break;
                case CodeInline code:
                    text.Append('`').Append(code.Content).Append('`');
                    break;
                case EmphasisInline emphasis:
                    string name = emphasis.DelimiterChar == '~' ? "s" : emphasis.DelimiterCount == 2 ? "b" : "i";
                    Enclosed(emphasis, name, $"[{name}]");
                    break;
                case LinkInline { FirstChild: not null, Url: { } path } link when !path.StartsWith("http", StringComparison.Ordinal):
                    AppendInlines(text, link, depths);
                    text.Append(path.Length > 0 ? $"({path})" : string.Empty);
                    break;
                case LinkInline link:
                    if (link.FirstChild is null)
                    {
                        text.Append($"[url={link.Url}]{link.Url}[/url]");
                    }
                    else
                    {
                        Enclosed(link, "url", $"[url={link.Url}]");
                    }

                    break;
                case DelimiterInline delimiter:
                    text.Append(delimiter.ToLiteral());
                    AppendInlines(text, delimiter, depths);
                    break;
                case ContainerInline container:
                    AppendInlines(text, container, depths);
                    break;
            }
        }

        void Enclosed(ContainerInline inline, string name, string opening)
        {
            depths[name] = depths.GetValueOrDefault(name) + 1;
            text.Append(depths[name] == 1 ? opening : string.Empty);
            AppendInlines(text, inline, depths);
            text.Append(depths[name] == 1 ? $"[/{name}]" : string.Empty);
            depths[name]--;
        }
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex("^>>", RegexOptions.Multiline)]
    private static partial Regex QuoteMark();

    [GeneratedRegex(@"^\|.*$", RegexOptions.Multiline)]
    private static partial Regex TableLine();
}
