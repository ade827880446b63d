using Bitrix24.Imbot.Core.Errors;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Errors;

/// <summary>No text of a person or a portal acts on a terminal.</summary>
public sealed class ShownTextTests
{
    [Theory]
    [InlineData("a\u001b[31mb", "a [31mb")]
    [InlineData("a\u009b1mb\u0007\b\u007f", "a 1mb   ")]
    [InlineData("a\rb", "a b")]
    [InlineData("a\r", "a ")]
    [InlineData("a\r\nb\n\tc", "a\r\nb\n\tc")]
    [InlineData("a\u202eb\u2067c\u200ed", "abcd")]
    [InlineData("a\u2028b\u0085c", "a b c")]
    [InlineData("שלום \ud83d\ude80", "שלום \ud83d\ude80")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Control_characters_become_blanks_and_marks_of_direction_go(string? text, string shown) => Assert.Equal(shown, ShownText.From(text));

    [Theory]
    [InlineData("\u001b[31mred\u001b[0m", "\u001b[31mred\u001b[0m")]
    [InlineData("\u001b[31mred\u001b[2J\u001b]0;title\u0007", "\u001b[31mred [2J ]0;title ")]
    [InlineData("a\rb\u202e", "a b")]
    [InlineData("\u001b", " ")]
    [InlineData(null, "")]
    public void Colors_stay_in_what_a_script_shows(string? text, string shown) => Assert.Equal(shown, ShownText.WithColors(text));

    [Fact]
    public void Errors_show_neither_in_their_message_nor_in_what_the_portal_said()
    {
        B24Exception error = new(PortalErrors.PortalRefused, "The portal says \u001b[2J") { PortalCode = "A\u001bB", PortalMessage = "C\u202eD" };
        Assert.Equal("The portal says  [2J", error.Message);
        Assert.Equal(("A B", "CD"), (error.PortalCode, error.PortalMessage));
    }
}
