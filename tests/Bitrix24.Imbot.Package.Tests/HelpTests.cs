using System.Xml.Linq;
using Bitrix24.Imbot.Package.Tests.Metadata;

namespace Bitrix24.Imbot.Package.Tests;

/// <summary>Checks the help files in the package.</summary>
public sealed class HelpTests
{
    private const string English = "en-US";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";

    public static TheoryData<string, string> Folders => new(
        from edition in (IEnumerable<string>)[Editions.Core, Editions.Desktop] from culture in (IEnumerable<string>)[English, "ru-RU"] select (edition, culture));

    [Theory]
    [MemberData(nameof(Folders))]
    public void Every_cmdlet_has_complete_help_in_the_MAML_file(string edition, string culture)
    {
        XElement[] commands = [.. XDocument.Load(PathOf(edition, culture, "Bitrix24.Imbot.dll-Help.xml")).Root!.Elements()];
        Assert.Equal(
            ModuleFolder.Of(edition).Cmdlets.Select(cmdlet => cmdlet.Name).Order(StringComparer.Ordinal),
            commands.Select(NameOf).Order(StringComparer.Ordinal));
        Assert.All(commands, command =>
        {
            Assert.NotEqual(string.Empty, command.Element(Command + "details")!.Element(Maml + "description")!.Value);
            Assert.NotEqual(string.Empty, command.Element(Maml + "description")!.Value);
            Assert.True(command.Element(Command + "examples")!.Elements().Count() >= 2);
        });
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Every_parameter_has_a_text_and_every_text_a_parameter(string edition, string culture)
    {
        Dictionary<string, XElement> commands = XDocument.Load(PathOf(edition, culture, "Bitrix24.Imbot.dll-Help.xml")).Root!.Elements().ToDictionary(NameOf);
        Assert.All(ModuleFolder.Of(edition).Cmdlets, cmdlet =>
        {
            XElement[] described = [.. commands[cmdlet.Name].Element(Command + "parameters")!.Elements()
                .Where(parameter => parameter.Element(Maml + "name")!.Value is not ("WhatIf" or "Confirm"))];
            Assert.Equal(
                cmdlet.Parameters.Select(parameter => parameter.Name).Order(StringComparer.Ordinal),
                described.Select(parameter => parameter.Element(Maml + "name")!.Value).Order(StringComparer.Ordinal));
            Assert.All(described, parameter => Assert.NotEqual(string.Empty, parameter.Element(Maml + "description")!.Value));
        });
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Every_topic_exists_and_has_a_byte_order_mark(string edition, string culture)
    {
        string[] topics = Directory.GetFiles(Path.Combine(BuildFacts.RepositoryRoot, "docs", "help", culture), "about_*.md");
        Assert.True(topics.Length >= 5);
        Assert.All(
            topics.Select(file => PathOf(edition, culture, Path.GetFileNameWithoutExtension(file) + ".help.txt")),
            file => Assert.Equal([0xEF, 0xBB, 0xBF], File.ReadAllBytes(file).Take(3)));
    }

    [Fact]
    public void In_the_syntax_a_switch_has_no_value_and_accepted_values_replace_the_type()
    {
        XElement syntax = XDocument.Load(PathOf(Editions.Core, English, "Bitrix24.Imbot.dll-Help.xml"))
            .Descendants(Command + "syntaxItem")
            .Single(item => item.Element(Maml + "name")!.Value == "Register-B24Bot");
        XElement Parameter(string name) =>
            syntax.Elements(Command + "parameter").Single(parameter => parameter.Element(Maml + "name")!.Value == name);
        Assert.Null(Parameter("Hidden").Element(Command + "parameterValue"));
        Assert.Equal(["fetch", "webhook"], Parameter("EventMode").Element(Command + "parameterValueGroup")!.Elements().Select(value => value.Value));
        Assert.Equal("0", Parameter("Code").Attribute("position")!.Value);
        Assert.Equal("true", Parameter("Code").Attribute("required")!.Value);
        Assert.Equal("True (ByPropertyName)", Parameter("Code").Attribute("pipelineInput")!.Value);
        Assert.Equal("named", Parameter("Hidden").Attribute("position")!.Value);
    }

    private static string NameOf(XElement command) => command.Element(Command + "details")!.Element(Command + "name")!.Value;

    private static string PathOf(string edition, string culture, string file) => Path.Combine(ModuleFolder.Of(edition).FolderPath, culture, file);
}
