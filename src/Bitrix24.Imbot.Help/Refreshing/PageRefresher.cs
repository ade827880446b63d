using System.Globalization;
using System.Text;
using Bitrix24.Imbot.Help.Metadata;
using Bitrix24.Imbot.Help.Pages;
using Markdig.Syntax;

namespace Bitrix24.Imbot.Help.Refreshing;

/// <summary>Updates the generated parts of a page from the module's metadata: the syntax, and the data of each parameter. Written text is unchanged.</summary>
public static class PageRefresher
{
    private const string SyntaxTitle = "SYNTAX";
    private const int SyntaxWidth = 110;

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
                    changes.Add((title.Span.End + 1, end, $"\n\n{SyntaxOf(cmdlet)}\n"));
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
        string data = $"```yaml\n{DataOf(parameter, page.Defaults[parameter.Name])}\n```";
        Block[] own = [.. blocks.Skip(heading + 1).TakeWhile(block => block is not HeadingBlock)];
        if (own.FirstOrDefault(block => CmdletPageReader.IsCode(block, "yaml")) is { } old)
        {
            return (old.Span.Start, old.Span.End + 1, data);
        }

        int end = own.LastOrDefault()?.Span.End + 1 ?? blocks[heading].Span.End + 1;
        return (end, end, $"\n\n{data}{(end == text.Length ? "\n" : string.Empty)}");
    }

    /// <summary>Creates the data block of a parameter, in the platyPS format.</summary>
    private static string DataOf(ParameterMetadata parameter, string defaultValue)
    {
        string aliases = string.Join(", ", parameter.Aliases);
        string values = string.Join(", ", parameter.AcceptedValues);
        List<string> lines =
        [
            $"Type: {parameter.Type}",
            $"Parameter Sets: {parameter.ParameterSetText}",
            aliases.Length == 0 ? "Aliases:" : $"Aliases: {aliases}",
        ];
        if (values.Length > 0)
        {
            lines.Add($"Accepted values: {values}");
        }

        lines.AddRange(
        [
            string.Empty,
            $"Required: {parameter.IsMandatory}",
            $"Position: {parameter.Position?.ToString(CultureInfo.InvariantCulture) ?? "Named"}",
            $"Default value: {(parameter.IsSwitch ? "False" : defaultValue)}",
            $"Accept pipeline input: {parameter.PipelineText}",
            $"Accept wildcard characters: {parameter.AcceptsWildcards}",
        ]);
        return string.Join("\n", lines);
    }

    /// <summary>Creates the syntax of a cmdlet, in the format of <c>Get-Command -Syntax</c>.</summary>
    private static string SyntaxOf(CmdletMetadata cmdlet) => string.Join("\n", cmdlet.ParameterSets.Select(set =>
        $"{TitleOf(cmdlet, set)}```\n{Wrapped(cmdlet.Name, PartsOf(cmdlet, set))}\n```\n"));

    private static IEnumerable<string> PartsOf(CmdletMetadata cmdlet, string set) =>
        [.. cmdlet.ParametersOf(set).Select(pair => SyntaxOf(pair.Parameter, pair.Place)), "[<CommonParameters>]"];

    private static string TitleOf(CmdletMetadata cmdlet, string set) => set == CmdletMetadata.AllParameterSets
        ? string.Empty
        : $"### {set}{(set == cmdlet.DefaultParameterSet ? " (Default)" : string.Empty)}\n\n";

    private static string SyntaxOf(ParameterMetadata parameter, ParameterPlace place)
    {
        string name = place.Position is null ? $"-{parameter.Name}" : $"[-{parameter.Name}]";
        string whole = parameter.IsSwitch ? $"-{parameter.Name}" : $"{name} <{parameter.Type}>";
        return place.IsMandatory ? whole : $"[{whole}]";
    }

    private static string Wrapped(string name, IEnumerable<string> parts)
    {
        StringBuilder text = new(name);
        int column = name.Length;
        foreach (string part in parts)
        {
            bool fits = column + 1 + part.Length <= SyntaxWidth;
            text.Append(fits ? " " : "\n ").Append(part);
            column = fits ? column + 1 + part.Length : 1 + part.Length;
        }

        return text.ToString();
    }
}
