using System.Text.RegularExpressions;
using Bitrix24.Imbot.Core.Text;
using Bitrix24.Imbot.Core.Text.Markdown;
using Bitrix24.Imbot.Markdown;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Text;

/// <summary>Texts that arrive in pieces. The visible text has no incomplete or open codes, and no text that has not arrived.</summary>
public sealed class GrowingTextTests
{
    private const string Answer = """
        # How to *restart*

        First **stop** the service, then ~~wait~~ *look* at `Get-Service -Name web`.
        See [the **guide**](https://example.com/guide_a_b) and snake_case_names, 2 * 3 * 4.

        1. Stop it:

        ```powershell
        Stop-Service web   # **not bold** [not a link](x)
        ```

        2. ***Start*** it, __at once__ and _gently_

        - one
        - two with `code` and 😀

        > a quotation

        | Name | Size |
        | --- | --- |
        | web | 5 |

        The ``end ` here`` **is near**.
        """;

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("[b]bold", "[b]bold[/b]")]
    [InlineData("[b]a [i]b", "[b]a [i]b[/i][/b]")]
    [InlineData("[b]a[/b] c", "[b]a[/b] c")]
    [InlineData("[b]a[/", "[b]a[/b]")]
    [InlineData("a [", "a ")]
    [InlineData("a [co", "a ")]
    [InlineData("a [other", "a [other")]
    [InlineData("a [1", "a [1")]
    [InlineData("a [URL=https://example.com/x", "a ")]
    [InlineData("a [url=https://example.com/]x", "a ")]
    [InlineData("a [url=https://example.com/]x[/url]", "a [url=https://example.com/]x[/url]")]
    [InlineData("[b]a [user=17]An", "[b]a [/b]")]
    [InlineData("[user=17]Anna[/user] [send=/x]go", "[user=17]Anna[/user] ")]
    [InlineData("[code]if ($a[b", "[code]if ($a[/code]")]
    [InlineData("[code][b]", "[code][b][/code]")]
    [InlineData("a[br]b", "a[br]b")]
    [InlineData("[size=20]a[color=#ff0000]b", "[size=20]a[color=#ff0000]b[/color][/size]")]
    public void Open_codes_are_closed_and_incomplete_ones_are_omitted(string text, string shown) => Assert.Equal(shown, GrowingBBCode.Complete(text));

    [Theory]
    [InlineData("**bold", "[b]bold[/b]")]
    [InlineData("**bold*", "[b]bold[/b]")]
    [InlineData("**bold and *it", "[b]bold and [i]it[/i][/b]")]
    [InlineData("a **", "a")]
    [InlineData("`code", "`code`")]
    [InlineData("`co**de", "`co**de`")]
    [InlineData("see [the gui", "see")]
    [InlineData("see [the guide]", "see")]
    [InlineData("see [the guide](https://exa", "see")]
    [InlineData("array[0] is", "array[\u200B0] is")]
    [InlineData("a\n--", "a")]
    [InlineData("a\n\n```\nx\n``", "a\n[code]x[/code]")]
    public void Open_Markdown_is_closed(string markdown, string shown) =>
        Assert.Equal(Regex.Replace(shown, @"\s+", " "), Regex.Replace(Markdown(GrowingMarkdown.Complete(markdown)).Trim(), @"\s+", " "));

    [Fact]
    public void The_shown_part_of_an_answer_only_grows()
    {
        string whole = Bare(Markdown(Answer));
        for (int length = 0; length <= Answer.Length; length++)
        {
            string shown = Markdown(GrowingMarkdown.Complete(Answer[..length]));
            Assert.True(whole.StartsWith(Bare(shown), StringComparison.Ordinal), $"After {length}: {Answer[..length][^Math.Min(length, 60)..]} >>> {Bare(shown)[^Math.Min(Bare(shown).Length, 60)..]}");
            Assert.Equal(Regex.Count(shown, @"\[(b|i|s|u|code|url)[\]=]"), Regex.Count(shown, @"\[/(b|i|s|u|code|url)\]"));
        }

        Assert.Equal(whole, Bare(Markdown(GrowingMarkdown.Complete(Answer))));
    }

    [Fact]
    public void An_incomplete_character_is_omitted()
    {
        Assert.Equal("a ", GrowingBBCode.Complete("a \uD83D"));
        Assert.Equal("a ", GrowingMarkdown.Complete("a \uD83D"));
    }

    [Fact(Timeout = 20_000)]
    public async Task Very_many_brackets_and_marks_are_processed_in_time()
    {
        string hostile = string.Concat(Enumerable.Repeat("[**`_~![b][/", 100_000));
        await Task.Run(() => Assert.True(GrowingMarkdown.Complete(hostile).Length + GrowingBBCode.Complete(hostile).Length > hostile.Length), TestContext.Current.CancellationToken);
    }

    private static string Markdown(string markdown) => MarkdownText.ToBBCode(markdown, MarkdownOptions.None);

    /// <summary>The letters, without codes, spaces, and list marks.</summary>
    private static string Bare(string text) => Regex.Replace(text, @"\[/?(b|i|s|u|code|size|color|url)([= ][^\]]*)?\]|[\s`\u200B]", string.Empty);
}
