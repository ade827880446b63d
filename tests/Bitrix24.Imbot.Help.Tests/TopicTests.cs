using Bitrix24.Imbot.Help.AboutTopics;
using Bitrix24.Imbot.Help.Pages;

namespace Bitrix24.Imbot.Help.Tests;

public sealed class TopicTests
{
    private const int Width = 80;

    public static TheoryData<string, string> Topics =>
        [.. HelpUnderTest.Folder.Cultures.SelectMany(culture => Names(culture).Select(name => (culture, name)))];

    [Fact]
    public void Every_language_has_the_same_topics() =>
        Assert.Equal(Names(HelpFolder.SourceCulture), Names(HelpUnderTest.Russian));

    [Theory]
    [MemberData(nameof(Topics))]
    public void A_topic_fits_the_console(string culture, string name) =>
        Assert.All(TextOf(culture, name).Split('\n'), line => Assert.InRange(line.Length, 0, Width));

    [Theory]
    [MemberData(nameof(Topics))]
    public void A_topic_begins_as_get_help_expects(string culture, string name)
    {
        string[] lines = TextOf(culture, name).Split('\n');
        Assert.Equal(["TOPIC", "    " + name, "", "SHORT DESCRIPTION"], lines[..4]);
        Assert.StartsWith("    ", lines[4], StringComparison.Ordinal);
        Assert.Equal(["", "LONG DESCRIPTION"], lines[5..7]);
    }

    [Fact]
    public void Lists_are_indented_and_code_stays_as_it_is()
    {
        const string Page = """
            # about_It

            ## SHORT DESCRIPTION

            Short.

            ## LONG DESCRIPTION

            - An item that is so long that it cannot stand in one line of a console of eighty columns.
            - Another, with `code` and a [link](Page.md).

            ```powershell
            if ($true) {
                Get-It
            }
            ```
            """;
        Assert.EndsWith(
            """
                - An item that is so long that it cannot stand in one line of a console of
                  eighty columns.
                - Another, with code and a link.

                    if ($true) {
                        Get-It
                    }

            """.ReplaceLineEndings("\n"),
            AboutTopic.Format(Page),
            StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(string culture) =>
        HelpUnderTest.Folder.TopicFiles(culture).Select(file => Path.GetFileNameWithoutExtension(file));

    private static string TextOf(string culture, string name) =>
        AboutTopic.Format(File.ReadAllText(Path.Combine(HelpUnderTest.Sources, culture, name + ".md")));
}
