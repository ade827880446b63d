using System.Text;
using System.Text.RegularExpressions;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Text;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Text;

public sealed partial class TextSplitterTests
{
    private static readonly string[] Pairs = ["b", "i", "u", "s", "code", "size=12", "color=#ff0000", "url=https://example.com/a", "user=5", "send=yes"];

    [Fact]
    public void A_text_that_fits_is_one_part_and_unchanged()
    {
        string text = string.Concat(Enumerable.Repeat("🎉", 20_000));
        Assert.Equal([text], TextSplitter.Split(text, 20_000));
    }

    [Fact]
    public void A_text_is_split_at_lines_first_then_at_words_then_anywhere()
    {
        string line = new string('a', 20) + " " + new string('b', 20);
        Assert.Equal([line + "\n", line], TextSplitter.Split(line + "\n" + line, 60));
        Assert.Equal([new string('a', 20) + " ", new string('b', 30)], TextSplitter.Split(new string('a', 20) + " " + new string('b', 30), 40));
        Assert.Equal([new string('x', 39), new string('x', 39), "xx"], TextSplitter.Split(new string('x', 80), 40));
    }

    [Fact]
    public void Open_codes_are_closed_at_the_end_of_a_part_and_reopened() => Assert.Equal(
        ["[b]one [i]two two two three three [/i][/b]", "[b][i]three four[/i] four four[/b]"],
        TextSplitter.Split("[b]one [i]two two two three three three four[/i] four four[/b]", 45));

    [Fact]
    public void Codes_inside_a_code_block_are_text() => Assert.Equal(
        ["[code]if (a[b]) aaaaaaaaaa [/code]", "[code]bbbbbbbbbbbbbbbbb[/code]"],
        TextSplitter.Split("[code]if (a[b]) aaaaaaaaaa bbbbbbbbbbbbbbbbb[/code]", 40));

    [Fact]
    public void A_mention_is_not_split() => Assert.Equal(
        ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ", "[user=5]A B[/user] and the rest"],
        TextSplitter.Split("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa [user=5]A B[/user] and the rest", 40));

    [Fact]
    public void Splitting_does_not_create_a_command()
    {
        string text = new string('a', 34) + " /help is a command at the beginning only";
        Assert.Equal([new string('a', 34) + " ", "\u200B/help is a command at the beginning ", "only"], TextSplitter.Split(text, 40));
        Assert.Equal([new string('a', 35) + "\n", "/help is meant to be one"], TextSplitter.Split(new string('a', 35) + "\n/help is meant to be one", 40));
    }

    [Fact]
    public void Parts_without_visible_text_are_omitted() => Assert.Equal(
        2,
        TextSplitter.Split("aaa" + new string(' ', 200) + "[b] [/b]" + new string('\n', 200) + "bbb", 40).Count);

    [Theory]
    [InlineData(200)]
    [InlineData(333)]
    [InlineData(1000)]
    public void Parts_contain_the_text_within_the_limit_with_balanced_codes(int limit)
    {
        Random random = new(limit);
        for (int run = 0; run < 400; run++)
        {
            string text = WellFormed(random, random.Next(1, 3 * limit), 0, isInsideCode: false);
            IReadOnlyList<string> parts = TextSplitter.Split(text, limit);

            Assert.All(parts, part => Assert.InRange(MessageText.LengthOf(part), 1, limit));
            Assert.All(parts, part => Assert.DoesNotMatch(HalfPair(), part));
            Assert.All(parts, RequireBalance);
            Assert.Equal(Seen(text), Seen(string.Concat(parts)));
        }
    }

    [Fact]
    public void Malformed_codes_are_kept_within_the_limit()
    {
        string[] pieces = ["[b]", "[/b]", "[/i]", "[i]", "[", "]", "[code]", "[/code]", "[url=", "[user=5]", "\n", " ", "word", "🎉", "\uD83C", "/", "[br]", "[size=9]"];
        Random random = new(7);
        for (int run = 0; run < 1_000; run++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(300)).Select(_ => pieces[random.Next(pieces.Length)]));
            IReadOnlyList<string> parts = TextSplitter.Split(text, 50);
            Assert.All(parts, part => Assert.InRange(MessageText.LengthOf(part), 0, 50));
            Assert.Equal(Seen(text), Seen(string.Concat(parts)));
        }
    }

    [Fact]
    public void A_link_whose_address_has_brackets_is_not_split()
    {
        const string link = "[url=https://portal.example.com/list/?filter[stage]=new&ids[]=5]list[/url]";

        IReadOnlyList<string> parts = TextSplitter.Split(string.Concat(Enumerable.Repeat("word " + link + " ", 20)), 100);

        Assert.Equal(20, parts.Sum(part => part.Split(link).Length - 1));
    }

    [Fact]
    public void Deep_nesting_and_very_long_codes_are_split()
    {
        string deep = string.Concat(Enumerable.Repeat("[b]", 20_000)) + "x" + string.Concat(Enumerable.Repeat("[/b]", 20_000));
        string giant = "[url=https://e.x/" + new string('y', 50_000) + "]text[/url] " + new string('z', 30_000);
        Assert.All(TextSplitter.Split(deep, 20_000).Concat(TextSplitter.Split(giant, 20_000)), part =>
            Assert.InRange(MessageText.LengthOf(part), 1, 20_000));
    }

    private static string WellFormed(Random random, int length, int depth, bool isInsideCode)
    {
        StringBuilder text = new();
        while (text.Length < length)
        {
            switch (random.Next(12))
            {
                case 0 when depth < 2 && !isInsideCode:
                    string tag = Pairs[random.Next(Pairs.Length)];
                    string name = tag.Split('=')[0];
                    string inner = WellFormed(random, random.Next(1, length / 2 + 2), depth + 1, name == "code");
                    text.Append('[').Append(tag).Append(']').Append(inner).Append("[/").Append(name).Append(']');
                    break;
                case 1:
                    text.Append("\r\n");
                    break;
                case 2:
                    text.Append('\n');
                    break;
                case 3:
                    text.Append("🎉");
                    break;
                case 4:
                    text.Append("/x");
                    break;
                case < 8:
                    text.Append(' ');
                    break;
                default:
                    text.Append('w', random.Next(1, 12));
                    break;
            }
        }

        return text.ToString();
    }

    private static void RequireBalance(string part)
    {
        foreach (string name in Pairs.Select(tag => tag.Split('=')[0]))
        {
            int depth = 0;
            foreach (Match match in Regex.Matches(part, $@"\[(/?){name}(=[^\]]*)?\]"))
            {
                depth += match.Groups[1].Length == 0 ? 1 : -1;
                Assert.InRange(depth, 0, int.MaxValue);
            }

            Assert.Equal(0, depth);
        }
    }

    /// <summary>The characters that are not codes, spaces, or guards.</summary>
    private static string Seen(string text) => Unseen().Replace(text, string.Empty);

    [GeneratedRegex(@"\[/?(b|i|u|s|code|size|color|url|user|send|br)(=[^\[\]\n]*)?\]|\s|\u200B")]
    private static partial Regex Unseen();

    [GeneratedRegex(@"[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]")]
    private static partial Regex HalfPair();
}
