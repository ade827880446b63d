using System.Globalization;
using System.Xml.Linq;
using Bitrix24.Imbot.Help.Metadata;
using Bitrix24.Imbot.Help.Pages;

namespace Bitrix24.Imbot.Help.MamlWriting;

/// <summary>
/// Writes pages of cmdlets as MAML, the format that <c>Get-Help</c> reads. All data that the module defines is read from its metadata.
/// </summary>
public static class MamlDocument
{
    private const int TitleWidth = 72;

    private static readonly XNamespace Msh = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>Creates the help of all cmdlets that have a page.</summary>
    public static XDocument Create(IEnumerable<CmdletMetadata> cmdlets, IReadOnlyDictionary<string, CmdletPage> pages) => new(
        new XDeclaration("1.0", "utf-8", null),
        new XElement(
            Msh + "helpItems",
            new XAttribute("schema", "maml"),
            cmdlets.Where(cmdlet => pages.ContainsKey(cmdlet.Name)).Select(cmdlet => OfCmdlet(cmdlet, pages[cmdlet.Name]))));

    private static XElement OfCmdlet(CmdletMetadata cmdlet, CmdletPage page) => new(
        Command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Maml),
        new XAttribute(XNamespace.Xmlns + "command", Command),
        new XAttribute(XNamespace.Xmlns + "dev", Dev),
        new XElement(
            Command + "details",
            new XElement(Command + "name", cmdlet.Name),
            new XElement(Command + "verb", cmdlet.Verb),
            new XElement(Command + "noun", cmdlet.Noun),
            new XElement(Maml + "description", Paragraphs([page.Synopsis]))),
        new XElement(Maml + "description", Paragraphs(page.Description)),
        new XElement(Command + "syntax", cmdlet.ParameterSets.Select(set => OfSyntax(cmdlet, set, page))),
        new XElement(
            Command + "parameters",
            cmdlet.Parameters
                .OrderBy(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase)
                .Select(parameter => OfParameter(parameter, null, page))),
        new XElement(Command + "inputTypes", page.Inputs.Select(type => OfType("inputType", type))),
        new XElement(Command + "returnValues", page.Outputs.Select(type => OfType("returnValue", type))),
        new XElement(Maml + "alertSet", new XElement(Maml + "alert", Paragraphs(page.Notes))),
        new XElement(Command + "examples", page.Examples.Select(OfExample)),
        new XElement(Maml + "relatedLinks", page.Links.Select(OfLink)));

    private static XElement OfSyntax(CmdletMetadata cmdlet, string parameterSet, CmdletPage page) => new(
        Command + "syntaxItem",
        new XElement(Maml + "name", cmdlet.Name),
        cmdlet.ParametersOf(parameterSet).Select(pair => OfParameter(pair.Parameter, pair.Place, page)));

    /// <summary>Creates the element of a parameter, in the syntax or in the list of parameters.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="place">The parameter set of the syntax; null in the list of parameters.</param>
    /// <param name="page">The page of the cmdlet.</param>
    private static XElement OfParameter(ParameterMetadata parameter, ParameterPlace? place, CmdletPage page) => new(
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

    private static XElement OfType(string element, HelpType type) => new(
        Command + element,
        new XElement(Dev + "type", new XElement(Maml + "name", type.Name)),
        new XElement(Maml + "description", Paragraphs(type.Text)));

    private static XElement OfExample(HelpExample example) => new(
        Command + "example",
        new XElement(Maml + "title", Framed(example.Title)),
        new XElement(Dev + "code", example.Code),
        new XElement(Dev + "remarks", Paragraphs(example.Remarks)));

    private static XElement OfLink(HelpLink link) => new(
        Maml + "navigationLink",
        new XElement(Maml + "linkText", link.Text),
        new XElement(Maml + "uri", link.Address));

    /// <summary>Formats the title of an example like PowerShell's own help.</summary>
    private static string Framed(string title)
    {
        int hyphens = Math.Max(3, (TitleWidth - title.Length) / 2);
        return $"{new string('-', hyphens)} {title} {new string('-', hyphens)}";
    }

    private static IEnumerable<XElement> Paragraphs(IEnumerable<string> texts) => texts.Select(text => new XElement(Maml + "para", text));
}
