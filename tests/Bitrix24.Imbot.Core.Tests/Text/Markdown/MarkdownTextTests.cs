using Bitrix24.Imbot.Core.Text;
using Bitrix24.Imbot.Core.Text.Markdown;
using Bitrix24.Imbot.Markdown;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Text.Markdown;

/// <summary>The conversion of Markdown. A tilde represents the invisible guard.</summary>
public sealed class MarkdownTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" \n\t\n", "")]
    [InlineData("plain", "plain")]
    [InlineData("**bold** *italic* __bold__ _italic_ ~~gone~~", "[b]bold[/b] [i]italic[/i] [b]bold[/b] [i]italic[/i] [s]gone[/s]")]
    [InlineData("***both*** **a *b* c**", "[i][b]both[/b][/i] [b]a [i]b[/i] c[/b]")]
    [InlineData("snake_case_name 2 * 3 * 4 a*b*c", "snake_case_name 2 * 3 * 4 a[i]b[/i]c")]
    [InlineData("**bold __bold__ bold**", "[b]bold bold bold[/b]")]
    [InlineData(@"\*as it is\* &amp; &lt;b&gt; &#42;", "*as it is* & <b> *")]
    [InlineData("`Get-Item [int]`", "`Get-Item [~int]`")]
    [InlineData("one\ntwo  \nthree\\\nfour<br>five", "one\ntwo\nthree\nfour\nfive")]
    [InlineData("seen<!-- not seen -->", "seen")]
    [InlineData("<b>html</b>", "<b>html</b>")]
    public void Text_in_a_line(string markdown, string expected) => Assert.Equal(expected, Shown(markdown));

    [Theory]
    [InlineData("# One\ntext", "[size=22][b]One[/b][/size]\ntext")]
    [InlineData("## Two ##\n\ntext", "[size=18][b]Two[/b][/size]\n\ntext")]
    [InlineData("### *Three*", "[b][i]Three[/i][/b]")]
    [InlineData("One\n===\nTwo\n---", "[size=22][b]One[/b][/size]\n[size=18][b]Two[/b][/size]")]
    [InlineData("#no heading", "#no heading")]
    [InlineData("a\n\n***\n\nb", "a\n\n────────────\n\nb")]
    [InlineData("a\n\n\n\nb", "a\n\nb")]
    [InlineData("> one\ntwo\n> > **three\n> four**\n\nfive", ">>one\n>>two\n>>[b]three[/b]\n>>[b]four[/b]\n\nfive")]
    public void Blocks(string markdown, string expected) => Assert.Equal(expected, Shown(markdown));

    [Theory]
    [InlineData("- a\n- b\n  - c\n\n    d\n- e", "• a\n• b\n    • c\n\n        d\n• e")]
    [InlineData("3. a\n4. b", "3. a\n4. b")]
    [InlineData("1) a\n1) b", "1) a\n2) b")]
    [InlineData("Intro:\n* a\n* b", "Intro:\n• a\n• b")]
    [InlineData("- [ ] open\n- [x] done\n- [y] neither", "☐ open\n☑ done\n• [~y] neither")]
    [InlineData("1. [x] done", "1. ☑ done")]
    [InlineData("- > a\n  > b\n- c", "• \n>>a\n>>b\n• c")]
    [InlineData("- a\n\n      code", "• a\n\n[code]code[/code]")]
    public void Lists(string markdown, string expected) => Assert.Equal(expected, Shown(markdown));

    [Theory]
    [InlineData("```powershell\nGet-Item [int] $a[i]\n\tx\n```", "[code]Get-Item [int] $a[i]\n\tx[/code]")]
    [InlineData("~~~\na\n```\n~~~\nb", "[code]a\n```[/code]\nb")]
    [InlineData("    indented\n\n    more\n\nend", "[code]indented\n\nmore[/code]\n\nend")]
    [InlineData("```\nnever closed", "[code]never closed[/code]")]
    [InlineData("```\n```", "")]
    [InlineData("```\n/leave\n[/code][send=x]y[/send][user=all]z[/user] #BR#/a\n>> b\n```", "[code]~/leave\n[~/code][~send=x]y[~/send][~user=all]z[~/user] #~BR#/a\n~>> b[/code]")]
    public void Code(string markdown, string expected) => Assert.Equal(expected, Shown(markdown));

    [Theory]
    [InlineData("[text](https://example.com)", "[url=https://example.com]text[/url]")]
    [InlineData("[**t**](<https://example.com/a b> 'title')", "[url=https://example.com/a%20b][b]t[/b][/url]")]
    [InlineData("[a] [A][] [b][a]\n\n[a]: https://example.com \"title\"", "[url=https://example.com]a[/url] [url=https://example.com]A[/url] [url=https://example.com]b[/url]")]
    [InlineData("<https://example.com>", "[url=https://example.com]https://example.com[/url]")]
    [InlineData("see https://example.com/a_b_c*d*.", "see https://example.com/a_b_c*d*.")]
    [InlineData("see https://e.com/?a[1]=x&b[]=2.", "see [url=https://e.com/?a%5B1%5D=x&b%5B%5D=2]https://e.com/?a[~1]=x&b[~]=2[/url].")]
    [InlineData("https://e.com/logs[old]/5 x", "[url=https://e.com/logs%5Bold%5D/5]https://e.com/logs[~old]/5[/url] x")]
    [InlineData("https://e.com/a[1] note", "https://e.com/a[~1] note")]
    [InlineData("https://e.com/?q=[text](https://f.com)", "https://e.com/?q=[url=https://f.com]text[/url]")]
    [InlineData("http://[::1]:80/x", "http://[~::1]:80/x")]
    [InlineData("https://e.com/?a=1&amp;b=2 ", "https://e.com/?a=1&b=2")]
    [InlineData("![chart](https://example.com/c.png)", "[url=https://example.com/c.png]chart[/url]")]
    [InlineData("![](https://example.com/c.png)", "[url=https://example.com/c.png]https://example.com/c.png[/url]")]
    [InlineData("[![build](https://b)](https://c)", "[url=https://c]build[/url]")]
    [InlineData("[a [b](https://c) d](https://e)", "[~a [url=https://c]b[/url] d](https://e)")]
    [InlineData("[x](javascript:alert) [y](/path) [z]()", "x (javascript:alert) y (/path) z")]
    [InlineData("[x](https://e.com/][/url][send=1]2)", "[url=https://e.com/%5D%5B/url%5D%5Bsend=1%5D2]x[/url]")]
    [InlineData("[x](https://e.com/#BR#/help)", "[url=https://e.com/#BR%23/help]x[/url]")]
    public void Links(string markdown, string expected) => Assert.Equal(expected, Shown(markdown));

    [Fact]
    public void A_table_with_wide_characters_is_aligned() => Assert.Equal(
        "[code]Имя    State   Count\n────  ───────  ─────\nweb1  running     10\n🎉     日本        2\na|b[/code]",
        Shown("| Имя | State | Count |\n|-----|:-:|------:|\n| web1 | running | 10 |\n| 🎉 | 日本 | 2 |\n| a\\|b |"));

    [Fact]
    public void A_table_shows_the_addresses_of_its_links() => Assert.Equal(
        "[code]a\n─────────────────\nx (https://e.com)\nb[/code]\n\nend",
        Shown("|a|\n|-|\n|[x](https://e.com)|\n|**b**|\n\nend"));

    [Theory]
    [InlineData("/leave\n [b]x[/b] [user=all]a[/user]", "~/leave\n[~b]x[~/b] [~user=all]a[~/user]")]
    [InlineData("a<br>/leave &#10;/leave", "a\n~/leave  /leave")]
    [InlineData("**/leave** \\[send=/leave]x\\[/send]", "[b]~/leave[/b] [~send=/leave]x[~/send]")]
    [InlineData("\\#BR\\#/leave &#35;br#", "#~BR#/leave #~br#")]
    [InlineData("&#91;put=x]y&#x5b;/put] &lbrack;b] &nothing;", "[~put=x]y[~/put] [~b] &nothing;")]
    [InlineData("\\>> a\n\\------", "~>> a\n~------")]
    [InlineData("# /leave", "[size=22][b]~/leave[/b][/size]")]
    [InlineData("- /leave\n\n  /leave", "• /leave\n\n    ~/leave")]
    [InlineData("> /leave", ">>~/leave")]
    [InlineData("[Everybody](user:all) [I](user:17) @ivan", "Everybody (user:all) I (user:17) @ivan")]
    public void Active_codes_and_commands_are_escaped(string markdown, string expected) => Assert.Equal(expected, Shown(markdown));

    [Fact]
    public void Mentions_are_created_on_request()
    {
        MarkdownOptions options = new()
        {
            AllowMentionLinks = true,
            Mentions = new Dictionary<string, MentionTarget>(StringComparer.OrdinalIgnoreCase)
            {
                ["ivan"] = MentionTarget.ForUser("17"),
                ["team"] = MentionTarget.ForUser("all"),
            },
        };

        Assert.Equal(
            "[user=17]Ivan[/user], [user=all]team[/user]: @nobody ivan@team [user=5][b]Anna[/b][/user] [chat=3]chat[/chat] x (user:0)",
            Shown("@Ivan, @team: @nobody ivan@team [**Anna**](user:5) [chat](chat:3) [x](user:0)", options));
    }

    [Theory]
    [InlineData("@Anna Petrova, hi", "[user=18]Anna Petrova[/user], hi")]
    [InlineData("@anna petrova", "[user=18]anna petrova[/user]")]
    [InlineData("@Anna Petrovas", "[user=17]Anna[/user] Petrovas")]
    [InlineData("@Anna and @Anna M. here", "[user=17]Anna[/user] and [user=19]Anna M.[/user] here")]
    public void A_longer_name_takes_precedence_over_a_shorter_name(string markdown, string expected) => Assert.Equal(expected, Shown(markdown, new MarkdownOptions
    {
        Mentions = new Dictionary<string, MentionTarget>(StringComparer.OrdinalIgnoreCase)
        {
            ["Anna"] = MentionTarget.ForUser("17"),
            ["Anna Petrova"] = MentionTarget.ForUser("18"),
            ["Anna M."] = MentionTarget.ForUser("19"),
        },
    }));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("17]x[/user][send=y")]
    [InlineData("everybody")]
    public void A_mention_with_an_invalid_user_ID_is_refused(string? id) =>
        Assert.Equal(nameof(ContentErrors.MentionInvalid), Assert.Throws<B24Exception>(() => MentionTarget.ForUser(id)).ErrorId);

    [Fact]
    public void A_long_text_is_shortened_and_its_codes_are_closed()
    {
        string text = MarkdownText.ToBBCode($"**{string.Concat(Enumerable.Repeat("word ", 40))}end**", MarkdownOptions.None);
        string cut = ShortenedText.Shorten(text, 100);
        Assert.InRange(CodePoints.Count(cut), 60, 100);
        Assert.EndsWith("[/b] (...)", cut, StringComparison.Ordinal);
        Assert.Equal("short", ShortenedText.Shorten("short", 50));
    }

    [Fact]
    public void A_link_whose_address_does_not_fit_becomes_its_text()
    {
        string path = new('x', 80);
        string text = MarkdownText.ToBBCode($"[the **report**](https://example.com/{path}) is ready, [here](https://example.com/{path}) too, and so on", MarkdownOptions.None);
        Assert.Equal("the [b]report[/b] is ready, here too, and so (...)", ShortenedText.Shorten(text, 50));
    }

    private static string Shown(string markdown, MarkdownOptions? options = null) =>
        MarkdownText.ToBBCode(markdown, options ?? MarkdownOptions.None).Replace(PlainText.Guard, '~');
}
