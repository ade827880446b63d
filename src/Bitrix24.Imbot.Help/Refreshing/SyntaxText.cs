using System.Text;
using Bitrix24.Imbot.Help.Metadata;

namespace Bitrix24.Imbot.Help.Refreshing;

/// <summary>The syntax of a cmdlet, in the format of <c>Get-Command -Syntax</c>.</summary>
internal static class SyntaxText
{
    private const int Width = 110;

    public static string Of(CmdletMetadata cmdlet) => string.Join("\n", cmdlet.ParameterSets.Select(set =>
        $"{TitleOf(cmdlet, set)}```\n{Wrapped(cmdlet.Name, PartsOf(cmdlet, set))}\n```\n"));

    private static IEnumerable<string> PartsOf(CmdletMetadata cmdlet, string set) =>
        [.. cmdlet.ParametersOf(set).Select(pair => OfParameter(pair.Parameter, pair.Place)), "[<CommonParameters>]"];

    private static string TitleOf(CmdletMetadata cmdlet, string set) => set == CmdletMetadata.AllParameterSets
        ? string.Empty
        : $"### {set}{(set == cmdlet.DefaultParameterSet ? " (Default)" : string.Empty)}\n\n";

    private static string OfParameter(ParameterMetadata parameter, ParameterPlace place)
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
            bool fits = column + 1 + part.Length <= Width;
            text.Append(fits ? " " : "\n ").Append(part);
            column = fits ? column + 1 + part.Length : 1 + part.Length;
        }

        return text.ToString();
    }
}
