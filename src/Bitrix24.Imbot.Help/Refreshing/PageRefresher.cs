using System.Text;
using Bitrix24.Imbot.Help.Metadata;
using Bitrix24.Imbot.Help.Pages;
using Markdig.Syntax;

namespace Bitrix24.Imbot.Help.Refreshing;

/// <summary>Updates the generated parts of a page from the module's metadata: the syntax, and the data of each parameter. Written text is unchanged.</summary>
public static class PageRefresher
{
    private const string SyntaxTitle = "SYNTAX";

    /// <summary>Updates a page.</summary>
    public static string Refresh(string markdown, CmdletMetadata cmdlet)
    {
        string text = markdown.ReplaceLineEndings("\n");
        CmdletPage page = CmdletPageReader.Read(text);
        List<(int Start, int End, string Replacement)> changes = [];
        Block[] blocks = [.. CmdletPageReader.Parse(text)];
        string heading = string.Empty;
        for (int index = 0; index < blocks.Length; index++)
        {
            if (blocks[index] is HeadingBlock { Level: 2 or 3 } title)
            {
                heading = PlainText.Of(title.Inline);
                if (heading == SyntaxTitle)
                {
                    int end = blocks.Skip(index + 1).FirstOrDefault(block => block is HeadingBlock { Level: 2 })?.Span.Start ?? text.Length;
                    changes.Add((title.Span.End + 1, end, $"\n\n{SyntaxText.Of(cmdlet)}\n"));
                }
                else if (ParameterOf(cmdlet, heading) is { } parameter)
                {
                    changes.Add(DataChange(text, blocks, index, parameter, page));
                }
            }
        }

        StringBuilder refreshed = new(text);
        foreach ((int start, int end, string replacement) in changes.OrderByDescending(change => change.Start))
        {
            refreshed.Remove(start, end - start).Insert(start, replacement);
        }

        return refreshed.ToString();
    }

    private static ParameterMetadata? ParameterOf(CmdletMetadata cmdlet, string heading) =>
        heading.StartsWith('-') ? cmdlet.Parameters.FirstOrDefault(parameter => parameter.Name == heading[1..]) : null;

    /// <summary>Replaces the data block of a parameter, or adds one after its text.</summary>
    private static (int Start, int End, string Replacement) DataChange(
        string text,
        Block[] blocks,
        int heading,
        ParameterMetadata parameter,
        CmdletPage page)
    {
        string data = $"```yaml\n{ParameterData.Of(parameter, page.Defaults[parameter.Name])}\n```";
        Block[] own = [.. blocks.Skip(heading + 1).TakeWhile(block => block is not HeadingBlock)];
        if (own.FirstOrDefault(block => CmdletPageReader.IsCode(block, "yaml")) is { } old)
        {
            return (old.Span.Start, old.Span.End + 1, data);
        }

        int end = own.LastOrDefault()?.Span.End + 1 ?? blocks[heading].Span.End + 1;
        return (end, end, $"\n\n{data}{(end == text.Length ? "\n" : string.Empty)}");
    }
}
