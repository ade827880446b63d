using System.Xml.Linq;
using Bitrix24.Imbot.Help.Metadata;
using Bitrix24.Imbot.Help.Pages;
using static Bitrix24.Imbot.Help.MamlWriting.MamlNames;

namespace Bitrix24.Imbot.Help.MamlWriting;

/// <summary>
/// Writes pages of cmdlets as MAML, the format that <c>Get-Help</c> reads. All data that the module defines is read from its metadata.
/// </summary>
public static class MamlDocument
{
    private const int TitleWidth = 72;

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
                .Select(parameter => ParameterElement.Create(parameter, null, page))),
        new XElement(Command + "inputTypes", page.Inputs.Select(type => OfType("inputType", type))),
        new XElement(Command + "returnValues", page.Outputs.Select(type => OfType("returnValue", type))),
        new XElement(Maml + "alertSet", new XElement(Maml + "alert", Paragraphs(page.Notes))),
        new XElement(Command + "examples", page.Examples.Select(OfExample)),
        new XElement(Maml + "relatedLinks", page.Links.Select(OfLink)));

    private static XElement OfSyntax(CmdletMetadata cmdlet, string parameterSet, CmdletPage page) => new(
        Command + "syntaxItem",
        new XElement(Maml + "name", cmdlet.Name),
        cmdlet.ParametersOf(parameterSet).Select(pair => ParameterElement.Create(pair.Parameter, pair.Place, page)));

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
}
