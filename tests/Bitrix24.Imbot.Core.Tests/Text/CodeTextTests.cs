using Bitrix24.Imbot.Core.Text;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Text;

public sealed class CodeTextTests
{
    [Theory]
    [InlineData("one\r\ntwo\r\n", "[code]one\ntwo[/code]")]
    [InlineData("  indented\n\nlast\n\n", "[code]  indented\n\nlast[/code]")]
    [InlineData("\n \n  Id Name\n  -- ----\n\n \n", "[code]  Id Name\n  -- ----[/code]")]
    [InlineData("10%\r20%", "[code]10%\n20%[/code]")]
    [InlineData("a[/code]b[CODE]c", "[code]a[~/code]b[~CODE]c[/code]")]
    [InlineData("[send=/leave]x[/send] [b]bold[/b] array[0]", "[code][~send=/leave]x[~/send] [b]bold[/b] array[0][/code]")]
    [InlineData("/leave\n>>quoted\n------\n#BR#", "[code]~/leave\n~>>quoted\n~------\n#~BR#[/code]")]
    [InlineData("\u001b[31;1mred\u001b[0m \u001b]8;;https://e.com\u001b\\link\u001b]8;;\u001b\\ \u001b]0;title\u0007end", "[code]red link end[/code]")]
    [InlineData("\u001b[38;2;1;2;3mx\u001b[K\u001b[?25l\u001b(B", "[code]x[/code]")]
    [InlineData("\u001b[31m \u001b[0m", "")]
    [InlineData(null, "")]
    public void Any_text_becomes_one_block_of_code(string? text, string expected) => Assert.Equal(expected, CodeText.Wrap(text).Replace('\u200B', '~'));

    [Fact]
    public void An_incomplete_escape_sequence_is_unchanged() => Assert.Equal("a\u001b[31", TerminalText.Plain("a\u001b[31"));
}
