using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Bitrix24.Imbot.Help.Pages;

/// <summary>Reads the page of a cmdlet in the platyPS format.</summary>
public static partial class CmdletPageReader
{
    private const string ShownCode = "powershell";
    private const string ParameterData = "yaml";

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseYamlFrontMatter().Build();

    /// <summary>Parses the Markdown of a page.</summary>
    public static MarkdownDocument Parse(string markdown) => Markdown.Parse(markdown, Pipeline);

    /// <summary>Reads a page.</summary>
    public static CmdletPage Read(string markdown)
    {
        MarkdownDocument document = Parse(markdown);
        PageSection page = PageSection.Cut(document, 1).Single();
        Dictionary<string, PageSection> sections = page.Parts.ToDictionary(section => section.Title);
        PageSection Section(string title) => sections.GetValueOrDefault(title, PageSection.Empty);
        PageSection[] parameters = [.. Section("PARAMETERS").Parts.Where(part => part.Title.StartsWith('-'))];
        return new CmdletPage(
            page.Title,
            string.Join(" ", Section("SYNOPSIS").Paragraphs),
            Section("DESCRIPTION").Paragraphs,
            [.. Section("EXAMPLES").Parts.Select(ReadExample)],
            parameters.ToDictionary(NameOf, part => PlainText.ParagraphsOf(part.Blocks.Where(block => !IsCode(block, ParameterData)))),
            parameters.ToDictionary(NameOf, DefaultOf),
            ReadTypes(Section("INPUTS")),
            ReadTypes(Section("OUTPUTS")),
            Section("NOTES").Paragraphs,
            [.. Section("RELATED LINKS").Blocks.OfType<ParagraphBlock>().Select(ReadLink)]);
    }

    /// <summary>Whether a block is a code block in a language.</summary>
    public static bool IsCode(Block block, string language) => block is FencedCodeBlock code && code.Info == language;

    private static string NameOf(PageSection parameter) => parameter.Title.TrimStart('-');

    private static string DefaultOf(PageSection parameter)
    {
        FencedCodeBlock? data = parameter.Blocks.OfType<FencedCodeBlock>().FirstOrDefault(block => IsCode(block, ParameterData));
        Match match = DefaultLine().Match(data is null ? string.Empty : PlainText.OfCode(data));
        return match.Success ? match.Groups[1].Value.Trim() : "None";
    }

    private static HelpExample ReadExample(PageSection example) => new(
        example.Title,
        string.Join("\n\n", example.Blocks.Where(block => IsCode(block, ShownCode)).Cast<LeafBlock>().Select(PlainText.OfCode)),
        PlainText.ParagraphsOf(example.Blocks.Where(block => !IsCode(block, ShownCode))));

    private static IReadOnlyList<HelpType> ReadTypes(PageSection section) =>
        [.. section.Parts.Select(part => new HelpType(part.Title, part.Paragraphs))];

    private static HelpLink ReadLink(ParagraphBlock paragraph)
    {
        string address = paragraph.Inline?.Descendants<LinkInline>().FirstOrDefault()?.Url ?? string.Empty;
        return new HelpLink(PlainText.Of(paragraph.Inline), address.StartsWith("https://", StringComparison.Ordinal) ? address : string.Empty);
    }

    [GeneratedRegex(@"^Default value:(.*)$", RegexOptions.Multiline)]
    private static partial Regex DefaultLine();
}
