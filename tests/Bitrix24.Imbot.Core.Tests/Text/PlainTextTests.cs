using System.Text.RegularExpressions;
using Bitrix24.Imbot.Core.Text;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Text;

public sealed partial class PlainTextTests
{
    private static readonly string[] Pieces =
        ["[", "]", "/", "b", "send=x", "user=all", "#BR#", "#br#", "\n", "\r\n", " ", ">>", "------", "word", "🎉", "Ж", "\t", "=", "BR", "\u2028"];

    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("[b]x[/b]", "[~b]x[~/b]")]
    [InlineData("/help me\n /leave\r\nno / command", "~/help me\n ~/leave\r\nno / command")]
    [InlineData(">>quote\na >> b", "~>>quote\na >> b")]
    [InlineData("a#BR#/help", "a#~BR#/help")]
    public void Guards_are_inserted_where_a_code_or_command_would_be_active(string text, string expected) =>
        Assert.Equal(expected, PlainText.Escape(text).Replace(PlainText.Guard, '~'));

    [Fact]
    public void No_code_is_active_and_without_guards_the_text_is_unchanged()
    {
        Random random = new(20261122);
        for (int run = 0; run < 2_000; run++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            string plain = PlainText.Escape(text);

            Assert.Equal(text, plain.Replace(PlainText.Guard.ToString(), string.Empty, StringComparison.Ordinal));
            Assert.DoesNotMatch(Acting(), plain.Trim());
        }
    }

    /// <summary>Half a surrogate pair and other broken text must not be lost or crash.</summary>
    [Fact]
    public void Invalid_Unicode_text_is_unchanged() => Assert.Equal("\uD83C\n\uDF89\0", PlainText.Escape("\uD83C\n\uDF89\0"));

    [GeneratedRegex(@"\[(?!\u200B)|#BR#|^\s*(/|>>|------)", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Acting();
}
