using System.Diagnostics;
using System.Globalization;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Text;
using Bitrix24.Imbot.Core.Text.Markdown;
using Bitrix24.Imbot.Markdown;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Text.Markdown;

/// <summary>
/// Properties that apply to every text. The texts are the same in every run. With B24_PROPERTY_RUNS, this number of new random texts is used instead,
/// and the long texts have 100,000 characters.
/// </summary>
public sealed class MarkdownPropertyTests
{
    private static readonly string[] Pieces =
    [
        "*", "**", "***", "_", "__", "~~", "~", "`", "``", "```", "```\n", "~~~\n", "[", "]", "](", ")", "![", "](https://e.com)", "](user:all)",
        "](javascript:x)", "[a]: https://e.com\n", "][a]", "[]", "<", ">", "> ", "<https://e.com/", "https://e.com/", "www.", "<br>", "<!--", "-->",
        "#", "# ", "## ", "===\n", "---\n", "------", "- ", "* ", "+ ", "1. ", "2) ", "    ", "\t", "- [ ] ", "|", "|a|b|\n|-|-|\n", "|-", ":-:",
        "\\", "\\[", "&amp;", "&#91;", "&#10;", "&#47;", "&lbrack;", "&#35;", "&", ";", "/", "/leave", "\n/leave", ">>", "#BR#", "#B", "R#", "[br]",
        "[b]", "[/b]", "[code]", "[/code]", "[url=https://x]", "[/url]", "[user=all]", "[/user]", "[send=/leave]", "[/send]", "[put=x]",
        "[call=112]", "[disk=1]", "[img size=large]http://x [/img]", "[icon=http://x]", "[timestamp=1 format=x]", "[size=30]", "@ivan", "@",
        "\n", "\n\n", "\r\n", "\r", " ", "  \n", "word", "Слово", "🎉", "日本", "שלום", "\u200B", "\u2028", "\u0085", "\v", "\0", "\uD83C", "\uDF89", "e\u0301",
    ];

    private static readonly MarkdownOptions Mentioning = new()
    {
        Mentions = new Dictionary<string, MentionTarget>(StringComparer.OrdinalIgnoreCase) { ["ivan"] = MentionTarget.ForUser("17") },
    };

    private static Gen<string> Mixed =>
        from count in Gen.Choose(0, 60)
        from pieces in Gen.ArrayOf(Gen.Elements(Pieces), count)
        select string.Concat(pieces);

    private static Arbitrary<string> Texts => Arb.From(
        Gen.OneOf(Mixed, ArbMap.Default.GeneratorFor<string>().Select(text => text ?? string.Empty)),
        Shorter);

    [Fact]
    public void Codes_are_balanced_and_active_codes_are_escaped() => Check(text =>
    {
        string? defect = BBCodeReading.Defect(MarkdownText.ToBBCode(text, MarkdownOptions.None));
        Assert.True(defect is null, defect);
    });

    [Fact]
    public void A_table_of_names_allows_only_mentions_of_these_names() => Check(text =>
    {
        string shown = MarkdownText.ToBBCode(text, Mentioning);
        string? defect = BBCodeReading.Defect(shown, "user");
        Assert.True(defect is null, defect);
        Assert.DoesNotContain("[user=all]", shown, StringComparison.OrdinalIgnoreCase);
    });

    [Fact]
    public void A_shortened_text_is_short_enough_and_balanced() => Check(text =>
    {
        string cut = ShortenedText.Shorten(MarkdownText.ToBBCode(text, MarkdownOptions.None), ShortenedText.MinLimit);
        Assert.InRange(CodePoints.Count(cut), 0, ShortenedText.MinLimit);
        string? defect = BBCodeReading.Defect(cut);
        Assert.True(defect is null, defect);
    });

    /// <summary>The output is at most a small multiple of the input, so that the limit of a message is predictable.</summary>
    [Fact]
    public void The_output_is_at_most_a_multiple_of_the_input() => Check(text =>
        Assert.InRange(MarkdownText.ToBBCode(text, MarkdownOptions.None).Length, 0, (text.Length * 60) + 40));

    /// <summary>Repetitions of one character or of one pair of characters, in all forms that make parsers slow or nest deeply.</summary>
    [Theory]
    [InlineData("*")]
    [InlineData("_")]
    [InlineData("~~")]
    [InlineData("`")]
    [InlineData("[")]
    [InlineData("]")]
    [InlineData("![")]
    [InlineData("[]")]
    [InlineData("[a](")]
    [InlineData("[a](b \"")]
    [InlineData("[a](<b")]
    [InlineData("![a](b)")]
    [InlineData("![[a](b)")]
    [InlineData("[a](b)[")]
    [InlineData("*a_ ")]
    [InlineData("*a**")]
    [InlineData("a**b")]
    [InlineData("**x *y ")]
    [InlineData("*a `")]
    [InlineData("a`b``")]
    [InlineData(">")]
    [InlineData("> ")]
    [InlineData("- ")]
    [InlineData("1. ")]
    [InlineData("- > ")]
    [InlineData("- a\n")]
    [InlineData("> a\n")]
    [InlineData("#")]
    [InlineData("|")]
    [InlineData("|\n")]
    [InlineData("|a|\n|-|\n")]
    [InlineData("<")]
    [InlineData("<!--")]
    [InlineData("<a ")]
    [InlineData("&")]
    [InlineData("&a;")]
    [InlineData("\\")]
    [InlineData("@")]
    [InlineData("@ivan")]
    [InlineData("https://")]
    [InlineData("https://a)")]
    [InlineData("[a]: b\n")]
    [InlineData("[a]: b 'c\n")]
    [InlineData("a\n===\n")]
    [InlineData("[a]: b\n===\n")]
    [InlineData("```\n")]
    [InlineData("\t")]
    [InlineData("    a\n")]
    [InlineData("\n")]
    [InlineData("/leave\n")]
    [InlineData("#BR#")]
    [InlineData("[b]")]
    [InlineData("\uD83C")]
    public void Thousands_of_repetitions_are_converted_quickly(string piece)
    {
        int length = AreMany ? 100_000 : 25_000;
        string text = string.Concat(Enumerable.Repeat(piece, length / piece.Length));
        string half = string.Concat(Enumerable.Repeat(piece, length / 2 / piece.Length));

        string[] texts = [text, half + "a" + Mirrored(half), "[a]: https://e.com\n\n" + text, "```\n" + text];
        string[] shown = new string[texts.Length];

        // A quadratic algorithm would take many times as long, and a linear one takes a small part of this time.
        Stopwatch watch = Stopwatch.StartNew();
        for (int index = 0; index < texts.Length; index++)
        {
            shown[index] = MarkdownText.ToBBCode(texts[index], Mentioning);
        }

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(8));
        Assert.All(shown, result =>
        {
            string cut = ShortenedText.Shorten(result, MessageText.MaxLength);
            Assert.InRange(CodePoints.Count(cut), 0, MessageText.MaxLength);
            string? defect = BBCodeReading.Defect(cut, "user");
            Assert.True(defect is null, defect);
        });
    }

    private static string Mirrored(string text) => new([.. text.Reverse().Select(character => character switch
    {
        '[' => ']',
        ']' => '[',
        '(' => ')',
        ')' => '(',
        '<' => '>',
        '>' => '<',
        _ => character,
    })]);

    private static bool AreMany => WantedRuns is not null;

    private static string? WantedRuns => Environment.GetEnvironmentVariable("B24_PROPERTY_RUNS");

    private static void Check(Action<string> holds)
    {
        Config config = WantedRuns is { } runs
            ? Config.QuickThrowOnFailure.WithMaxTest(int.Parse(runs, CultureInfo.InvariantCulture))
            : Config.QuickThrowOnFailure.WithMaxTest(600).WithReplay(20261127, 1);
        Prop.ForAll(Texts, holds).Check(config);
    }

    /// <summary>Shorter variants of a failing text, to find the shortest one that fails.</summary>
    private static IEnumerable<string> Shorter(string text)
    {
        for (int length = text.Length / 2; length > 0; length /= 2)
        {
            for (int start = 0; start + length <= text.Length; start += length)
            {
                yield return text.Remove(start, length);
            }
        }
    }
}
