using System.Globalization;
using System.Xml.Linq;
using Bitrix24.Imbot.Help.Metadata;
using Bitrix24.Imbot.Help.Pages;
using static Bitrix24.Imbot.Help.MamlWriting.MamlNames;

namespace Bitrix24.Imbot.Help.MamlWriting;

/// <summary>Creates the element of a parameter, in the syntax or in the list of parameters.</summary>
internal static class ParameterElement
{
    /// <param name="parameter">The parameter.</param>
    /// <param name="place">The parameter set of the syntax; null in the list of parameters.</param>
    /// <param name="page">The page of the cmdlet.</param>
    public static XElement Create(ParameterMetadata parameter, ParameterPlace? place, CmdletPage page) => new(
        Command + "parameter",
        new XAttribute("required", Text(place?.IsMandatory ?? parameter.IsMandatory)),
        new XAttribute("variableLength", Text(parameter.TakesMany)),
        new XAttribute("globbing", Text(parameter.AcceptsWildcards)),
        new XAttribute("pipelineInput", place is null ? parameter.PipelineText : place.PipelineText),
        new XAttribute("position", (place is null ? parameter.Position : place.Position)?.ToString(CultureInfo.InvariantCulture) ?? "named"),
        new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
        new XElement(Maml + "name", parameter.Name),
        new XElement(Maml + "description", Paragraphs(TextOf(parameter, page))),
        Values(parameter, isSyntax: place is not null),
        new XElement(Dev + "type", new XElement(Maml + "name", parameter.Type), new XElement(Maml + "uri")),
        new XElement(Dev + "defaultValue", page.Defaults.GetValueOrDefault(parameter.Name, parameter.IsSwitch ? "False" : "None")));

    /// <summary>Adds the accepted values, because <c>Get-Help</c> shows them only in the syntax.</summary>
    private static IEnumerable<string> TextOf(ParameterMetadata parameter, CmdletPage page)
    {
        IReadOnlyList<string> text = page.Parameters.GetValueOrDefault(parameter.Name, []);
        return parameter.AcceptedValues.Count == 0 ? text : [.. text, $"Accepted values: {string.Join(", ", parameter.AcceptedValues)}."];
    }

    /// <summary>In the syntax, a switch has no value, and a list of allowed values replaces the type.</summary>
    private static IEnumerable<XElement> Values(ParameterMetadata parameter, bool isSyntax)
    {
        if (parameter.AcceptedValues.Count > 0 && isSyntax)
        {
            yield return new XElement(
                Command + "parameterValueGroup",
                parameter.AcceptedValues.Select(value => Value(value, isRequired: false)));
        }
        else if (!parameter.IsSwitch || !isSyntax)
        {
            yield return Value(parameter.Type, isRequired: !parameter.IsSwitch);
        }
    }

    private static XElement Value(string text, bool isRequired) => new(
        Command + "parameterValue",
        new XAttribute("required", Text(isRequired)),
        new XAttribute("variableLength", "false"),
        text);

    private static string Text(bool value) => value ? "true" : "false";
}
