using System.Reflection;
using System.Text.RegularExpressions;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Help.Metadata;
using Bitrix24.Imbot.Help.Pages;
using Bitrix24.Imbot.Help.Refreshing;

namespace Bitrix24.Imbot.Help.Tests;

/// <summary>Compares the pages with the module: nothing is missing, and nothing is obsolete.</summary>
public sealed partial class PageTests
{
    /// <summary>The width for a console of 120 columns. Get-Help uses some of them for the margin.</summary>
    internal const int MaxExampleLine = 114;

    public static TheoryData<string> PageNames => HelpUnderTest.PageNames;

    [Fact]
    public void Every_cmdlet_has_a_page_and_every_page_a_cmdlet() =>
        Assert.Equal(HelpUnderTest.Cmdlets.Keys.Order(), HelpUnderTest.Pages.Keys.Order());

    [Fact]
    public void Both_builds_of_the_module_have_the_same_parameters() => Assert.Equal(
        HelpUnderTest.Editions.Select(edition => Described(HelpUnderTest.Read(edition))).First(),
        HelpUnderTest.Editions.Select(edition => Described(HelpUnderTest.Read(edition))).Last());

    [Theory]
    [MemberData(nameof(PageNames))]
    public void Every_parameter_has_a_text_and_every_text_a_parameter(string name)
    {
        CmdletPage page = HelpUnderTest.Pages[name];
        Assert.Equal(HelpUnderTest.Cmdlets[name].Parameters.Select(parameter => parameter.Name).Order(), page.Parameters.Keys.Order());
        Assert.All(page.Parameters, text => Assert.NotEqual(string.Empty, string.Concat(text.Value)));
    }

    [Theory]
    [MemberData(nameof(PageNames))]
    public void Syntax_and_parameter_data_match_the_module(string name)
    {
        string page = File.ReadAllText(Path.Combine(HelpUnderTest.Sources, HelpFolder.SourceCulture, name + ".md"));
        Assert.Equal(PageRefresher.Refresh(page, HelpUnderTest.Cmdlets[name]), page);
    }

    [Theory]
    [MemberData(nameof(PageNames))]
    public void A_page_has_a_synopsis_description_inputs_notes_and_links(string name)
    {
        CmdletPage page = HelpUnderTest.Pages[name];
        Assert.Equal(name, page.Name);
        Assert.EndsWith(".", page.Synopsis, StringComparison.Ordinal);
        Assert.NotEmpty(page.Description);
        Assert.NotEmpty(page.Inputs);
        Assert.NotEmpty(page.Notes);
        Assert.NotEmpty(page.Links);
    }

    [Theory]
    [MemberData(nameof(PageNames))]
    public void A_page_has_two_numbered_examples_or_more(string name)
    {
        IReadOnlyList<HelpExample> examples = HelpUnderTest.Pages[name].Examples;
        Assert.True(examples.Count >= 2);
        Assert.All(examples, (example, index) =>
        {
            Assert.StartsWith($"Example {index + 1}: ", example.Title, StringComparison.Ordinal);
            Assert.NotEqual(string.Empty, example.Code);
            Assert.All(example.Code.Split('\n'), line => Assert.InRange(line.Length, 0, MaxExampleLine));
        });
        Assert.Contains(examples, example => example.Code.Contains(name, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(PageNames))]
    public void The_output_types_match_the_module(string name)
    {
        IReadOnlyList<string> given = HelpUnderTest.Cmdlets[name].OutputTypes;
        Assert.Equal(given.Count == 0 ? ["None"] : given, HelpUnderTest.Pages[name].Outputs.Select(type => type.Name));
    }

    [Theory]
    [MemberData(nameof(PageNames))]
    public void A_page_says_whether_its_cmdlet_accepts_pipeline_input(string name)
    {
        bool takes = HelpUnderTest.Cmdlets[name].Parameters.Any(parameter => parameter.Places.Any(place => place.ByValue || place.ByPropertyName));
        Assert.Equal(takes, HelpUnderTest.Pages[name].Inputs.All(type => type.Name != "None"));
    }

    [Theory]
    [MemberData(nameof(PageNames))]
    public void Errors_methods_and_links_exist(string name)
    {
        string page = File.ReadAllText(Path.Combine(HelpUnderTest.Sources, HelpFolder.SourceCulture, name + ".md"));
        HashSet<string> errors =
        [
            .. typeof(ErrorKind).Assembly.GetTypes().SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static))
                .Where(property => property.PropertyType == typeof(ErrorKind)).Select(property => property.Name),
        ];
        IEnumerable<string> named = page.Split('\n').Where(line => line.StartsWith("- `", StringComparison.Ordinal))
            .SelectMany(line => ErrorId().Matches(line).Select(match => match.Groups[1].Value));
        Assert.All(named, id => Assert.Contains(id, errors));
        Assert.All(MethodName().Matches(page), match => Assert.Contains(match.Value, ApiMethods.All.Select(method => method.Name)));
        Assert.All(FileLink().Matches(page), match =>
            Assert.True(File.Exists(Path.Combine(HelpUnderTest.Sources, HelpFolder.SourceCulture, match.Groups[1].Value)), match.Value));
    }

    private static IEnumerable<string> Described(IReadOnlyDictionary<string, CmdletMetadata> cmdlets) =>
        cmdlets.Values.SelectMany(cmdlet => cmdlet.ParameterSets.SelectMany(set => cmdlet.ParametersOf(set)
            .Select(pair => $"{cmdlet.Name} {set} {pair.Parameter.Name} {pair.Parameter.Type} {pair.Place}")));

    [GeneratedRegex(@"`([A-Z][a-z]+(?:[A-Z][A-Za-z]+)+)`(?=[,:])")]
    private static partial Regex ErrorId();

    [GeneratedRegex(@"\bim(bot)?\.v2(\.[A-Z][A-Za-z]+)+\.[a-z][A-Za-z]+")]
    private static partial Regex MethodName();

    [GeneratedRegex(@"\]\(([^)]+\.md)\)")]
    private static partial Regex FileLink();
}
