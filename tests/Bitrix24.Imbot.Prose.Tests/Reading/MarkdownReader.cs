using System.Text;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Bitrix24.Imbot.Prose.Tests.Reading;

/// <summary>Reads paragraphs, headings, table cells, and the comments of PowerShell code.</summary>
internal static class MarkdownReader
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePipeTables().UsePreciseSourceLocation().Build();

    public static IEnumerable<Prose> Read(string file, string source)
    {
        foreach (MarkdownObject node in Markdown.Parse(source, Pipeline).Descendants())
        {
            if (node is LeafBlock { Inline: not null } leaf)
            {
                yield return new Prose(file, leaf.Line + 1, Text(leaf.Inline), IsFragment: leaf is HeadingBlock || leaf.Parent is TableCell);
            }
            else if (node is FencedCodeBlock { Info: "powershell" } code)
            {
                foreach (Prose comment in PowerShellReader.Read(file, code.Lines.ToString(), withStrings: false))
                {
                    yield return comment with { Line = code.Line + 1 + comment.Line };
                }
            }
        }
    }

    private static string Text(ContainerInline inlines)
    {
        StringBuilder text = new();
        foreach (Inline inline in inlines)
        {
            text.Append(inline switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => $"`{code.Content.Replace('`', '\'')}`",
                AutolinkInline link => $"`{link.Url}`",
                LineBreakInline => "\n",
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                ContainerInline container => Text(container),
                _ => string.Empty,
            });
        }

        return text.ToString();
    }
}
