using BenchmarkDotNet.Attributes;
using Bitrix24.Imbot.Core.Text;
using Bitrix24.Imbot.Core.Text.Markdown;
using Bitrix24.Imbot.Markdown;

namespace Bitrix24.Imbot.Benchmarks;

/// <summary>The cost of converting Markdown to BB codes, and of splitting a long text at permitted positions.</summary>
[MemoryDiagnoser]
public class BBCodeBenchmarks
{
    private const string Paragraph =
        "## Release 2.4\n\nThe *nightly* build of **main** [passed](https://ci.example.com/build/118), `deploy` follows:\n\n"
        + "- [x] tests\n- [ ] approval by the team\n\n| step | minutes |\n| --- | ---: |\n| build | 4 |\n| test | 9 |\n\n```\ndotnet test\n```\n\n";

    private string markdown = "";
    private string bbCode = "";

    /// <summary>The number of repetitions of a paragraph of about 250 characters.</summary>
    [Params(1, 40)]
    public int Paragraphs { get; set; }

    /// <summary>Creates the texts.</summary>
    [GlobalSetup]
    public void Write()
    {
        markdown = string.Concat(Enumerable.Repeat(Paragraph, Paragraphs));
        bbCode = MarkdownText.ToBBCode(markdown, MarkdownOptions.None);
    }

    /// <summary>Converts Markdown to BB codes.</summary>
    [Benchmark]
    public int FromMarkdown() => MarkdownText.ToBBCode(markdown, MarkdownOptions.None).Length;

    /// <summary>Splits the text into parts of at most a thousand characters.</summary>
    [Benchmark]
    public int Split() => TextSplitter.Split(bbCode, 1000).Count;
}
