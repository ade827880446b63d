using System.Text.RegularExpressions;
using Bitrix24.Imbot.Help.Pages;
using Markdig.Syntax;

namespace Bitrix24.Imbot.Help.Tests;

/// <summary>Compares the Russian pages and topics with the English ones: they are complete and in Russian.</summary>
public sealed partial class RussianPageTests
{
    public static TheoryData<string> PageNames => HelpUnderTest.PageNames;

    public static TheoryData<string> TopicNames =>
        [.. HelpUnderTest.Folder.TopicFiles(HelpFolder.SourceCulture).Select(file => Path.GetFileNameWithoutExtension(file))];

    [Fact]
    public void Every_cmdlet_has_a_russian_page_and_every_russian_page_a_cmdlet() =>
        Assert.Equal(HelpUnderTest.Cmdlets.Keys.Order(), HelpUnderTest.RussianPages.Keys.Order());

    [Theory]
    [MemberData(nameof(PageNames))]
    public void A_russian_page_has_the_texts_of_the_english_one(string name)
    {
        CmdletPage english = HelpUnderTest.Pages[name];
        CmdletPage russian = HelpUnderTest.RussianPages[name];
        Assert.Equal(name, russian.Name);
        AssertTranslated([english.Synopsis], [russian.Synopsis]);
        AssertTranslated(english.Description, russian.Description);
        Assert.Equal(english.Parameters.Keys, russian.Parameters.Keys);
        Assert.All(english.Parameters, parameter => AssertTranslated(parameter.Value, russian.Parameters[parameter.Key]));
        AssertTranslated(english.Inputs, russian.Inputs);
        AssertTranslated(english.Outputs, russian.Outputs);
        AssertTranslated(english.Notes, russian.Notes);
        Assert.Equal(english.Links.Select(link => link.Text.Replace("Bitrix24 documentation:", "Документация Битрикс24:")), russian.Links.Select(link => link.Text));
        Assert.Equal(english.Links.Select(link => link.Address), russian.Links.Select(link => link.Address));
    }

    [Theory]
    [MemberData(nameof(PageNames))]
    public void A_russian_page_has_the_examples_of_the_english_one(string name)
    {
        IReadOnlyList<HelpExample> english = HelpUnderTest.Pages[name].Examples;
        IReadOnlyList<HelpExample> russian = HelpUnderTest.RussianPages[name].Examples;
        Assert.Equal(english.Count, russian.Count);
        Assert.All(russian, (example, index) =>
        {
            Assert.Matches($"^Пример {index + 1}: [А-ЯЁA-Z`]", example.Title);
            AssertTranslated([english[index].Title], [example.Title]);
            AssertTranslated(english[index].Remarks, example.Remarks);
            Assert.Equal(CodeWords(english[index].Code), CodeWords(example.Code));
            Assert.All(example.Code.Split('\n'), line => Assert.InRange(line.Length, 0, PageTests.MaxExampleLine));
        });
    }

    [Theory]
    [MemberData(nameof(TopicNames))]
    public void A_russian_topic_has_the_texts_and_examples_of_the_english_one(string name)
    {
        PageSection[] english = [.. Sections(HelpFolder.SourceCulture, name)];
        PageSection[] russian = [.. Sections(HelpUnderTest.Russian, name)];
        Assert.Equal(english.Length, russian.Length);
        Assert.All(russian, (section, index) =>
        {
            AssertTranslated(TextsOf(english[index]), TextsOf(section));
            Assert.Equal(CodeOf(english[index]).Select(CodeWords), CodeOf(section).Select(CodeWords));
        });
    }

    private static void AssertTranslated(IReadOnlyList<HelpType> english, IReadOnlyList<HelpType> russian)
    {
        Assert.Equal(english.Select(type => type.Name), russian.Select(type => type.Name));
        Assert.All(russian, (type, index) => AssertTranslated(english[index].Text, type.Text));
    }

    /// <summary>Checks that there are as many texts, and that each is Russian. Only a paragraph of code is the same in both languages.</summary>
    private static void AssertTranslated(IReadOnlyList<string> english, IReadOnlyList<string> russian)
    {
        Assert.Equal(english.Count, russian.Count);
        Assert.All(russian, (text, index) => Assert.True(
            Cyrillic().IsMatch(text) || (text == english[index] && !EnglishWords().IsMatch(text)),
            $"Not in Russian: {text}"));
    }

    /// <summary>Commands, parameters, variables, and braces, which are the same after the translation of strings and comments.</summary>
    private static IEnumerable<string> CodeWords(string code) => CodeWord().Matches(code).Select(match => match.Value);

    private static IEnumerable<PageSection> Sections(string culture, string topic) =>
        PageSection.Cut(CmdletPageReader.Parse(File.ReadAllText(Path.Combine(HelpUnderTest.Sources, culture, topic + ".md"))), 1)
            .Single().Parts.SelectMany(section => section.Parts.Prepend(section));

    private static string[] TextsOf(PageSection section) => [.. PlainText.ParagraphsOf(section.Blocks.Where(block => block is not CodeBlock))];

    private static IEnumerable<string> CodeOf(PageSection section) => section.Blocks.OfType<CodeBlock>().Select(PlainText.OfCode);

    [GeneratedRegex(@"\p{IsCyrillic}")]
    private static partial Regex Cyrillic();

    [GeneratedRegex(@"\b[a-z]{2,} [a-z]{2,}\b")]
    private static partial Regex EnglishWords();

    [GeneratedRegex(@"\b[A-Z][a-z]+-[A-Z]\w+|(?<=\s)-[A-Z]\w+|\$[\w:]+|[{}|]")]
    private static partial Regex CodeWord();
}
