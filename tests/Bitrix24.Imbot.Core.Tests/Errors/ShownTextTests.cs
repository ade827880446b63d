using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Errors;

/// <summary>No text of a person or a portal can control a terminal.</summary>
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
    public void Control_characters_become_spaces_and_direction_marks_vanish(string? text, string shown) => Assert.Equal(shown, ShownText.From(text));

    [Theory]
    [InlineData("\u001b[31mred\u001b[0m", "\u001b[31mred\u001b[0m")]
    [InlineData("\u001b[31mred\u001b[2J\u001b]0;title\u0007", "\u001b[31mred [2J ]0;title ")]
    [InlineData("a\rb\u202e", "a b")]
    [InlineData("\u001b", " ")]
    [InlineData(null, "")]
    public void WithColors_keeps_only_color_sequences(string? text, string shown) => Assert.Equal(shown, ShownText.WithColors(text));

    [Fact]
    public void Errors_contain_no_control_characters_or_direction_marks()
    {
        B24Exception error = new(PortalErrors.PortalRefused, "The portal says \u001b[2J") { PortalCode = "A\u001bB", PortalMessage = "C\u202eD" };
        Assert.Equal("The portal says  [2J", error.Message);
        Assert.Equal(("A B", "CD"), (error.PortalCode, error.PortalMessage));
    }
}
