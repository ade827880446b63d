using System.Text;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Text;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Text;

public sealed class KeyboardTests
{
    private static readonly KeyboardButton Plain = new() { Text = "Go", Link = "/" };

    [Fact]
    public void A_keyboard_is_an_object_with_bot_and_buttons_and_upper_case_keys()
    {
        Keyboard keyboard = new(
        [
            new KeyboardButton { Text = "Details", Command = "/status", CommandParameter = "full", ColorToken = "primary", IsBlocking = true },
            new KeyboardButton { IsNewLine = true },
            new KeyboardButton { Text = "Board", Link = "https://board.example.com/", Display = "line" },
        ]);

        Assert.Equal(
            """{"BOT_ID":8120,"BUTTONS":[{"TEXT":"Details","COMMAND":"status","COMMAND_PARAMS":"full","BLOCK":"Y","BG_COLOR_TOKEN":"primary"},{"TYPE":"NEWLINE"},{"TEXT":"Board","LINK":"https://board.example.com/","DISPLAY":"LINE"}]}""",
            JsonOf(keyboard.ToMap(8120)));
    }

    [Fact]
    public void All_properties_are_sent_under_their_documented_keys()
    {
        KeyboardButton button = new()
        {
            Text = "Call",
            Action = "Call",
            ActionValue = "+49 30 123456",
            IsBlocking = false,
            IsDisabled = true,
            Context = "mobile",
            Display = "BLOCK",
            Width = 120,
            ColorToken = "alert",
            BackgroundColor = "#29619b",
            TextColor = "#fff",
            OffBackgroundColor = "#CCC",
            OffTextColor = "#000000",
        };

        Assert.Equal(
            """{"TEXT":"Call","ACTION":"CALL","ACTION_VALUE":"+49 30 123456","BLOCK":"N","DISABLED":"Y","CONTEXT":"MOBILE","DISPLAY":"BLOCK","WIDTH":120,"BG_COLOR_TOKEN":"alert","BG_COLOR":"#29619b","TEXT_COLOR":"#fff","OFF_BG_COLOR":"#CCC","OFF_TEXT_COLOR":"#000000"}""",
            JsonOf(button.ToMap()));
        Assert.Equal(
            """{"TEXT":"App","APP_ID":7,"APP_PARAMS":"x"}""",
            JsonOf(new KeyboardButton { Text = "App", AppId = 7, AppParameter = "x" }.ToMap()));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("send")]
    [InlineData("Copy")]
    [InlineData("CALL")]
    [InlineData("Dialog")]
    public void Actions_are_written_in_upper_case(string action) => Assert.Equal(
        action.ToUpperInvariant(),
        new KeyboardButton { Text = "x", Action = action, ActionValue = "17" }.ToMap()["ACTION"]);

    public static TheoryData<string, KeyboardButton> WrongButtons => new()
    {
        { nameof(ContentErrors.ButtonTextMissing), Plain with { Text = null } },
        { nameof(ContentErrors.ButtonTextMissing), Plain with { Text = " " } },
        { nameof(ContentErrors.ButtonTextMissing), Plain with { Text = "0" } },
        { nameof(ContentErrors.ButtonActionInvalid), new KeyboardButton { Text = "x" } },
        { nameof(ContentErrors.ButtonActionInvalid), Plain with { Command = "help" } },
        { nameof(ContentErrors.ButtonActionInvalid), Plain with { CommandParameter = "help" } },
        { nameof(ContentErrors.ButtonActionInvalid), Plain with { ActionValue = "x" } },
        { nameof(ContentErrors.ButtonActionInvalid), Plain with { AppParameter = "x" } },
        { nameof(ContentErrors.ButtonActionInvalid), new KeyboardButton { Text = "x", Action = "PUT" } },
        { nameof(ContentErrors.ButtonActionInvalid), new KeyboardButton { Text = "x", Action = "PUT", ActionValue = "" } },
        { nameof(ContentErrors.ButtonActionInvalid), new KeyboardButton { Text = "x", Command = "/" } },
        { nameof(ContentErrors.ButtonActionInvalid), new KeyboardButton { Text = "x", Command = "echo hi" } },
        { nameof(ContentErrors.ValueUnknown), new KeyboardButton { Text = "x", Action = "OPEN", ActionValue = "x" } },
        { nameof(ContentErrors.ValueUnknown), Plain with { Display = "ROW" } },
        { nameof(ContentErrors.ValueUnknown), Plain with { Context = "WEB" } },
        { nameof(ContentErrors.ValueUnknown), Plain with { ColorToken = "red" } },
        { nameof(ContentErrors.LinkInvalid), Plain with { Link = "ftp://host" } },
        { nameof(ContentErrors.LinkInvalid), Plain with { Link = "javascript:alert(1)" } },
        { nameof(ContentErrors.LinkInvalid), Plain with { Link = "https://" } },
        { nameof(ContentErrors.LinkInvalid), Plain with { Link = "" } },
        { nameof(ContentErrors.ColorInvalid), Plain with { TextColor = "red" } },
        { nameof(ContentErrors.ColorInvalid), Plain with { BackgroundColor = "#ffff" } },
        { nameof(ContentErrors.ColorInvalid), Plain with { OffTextColor = "#ggg" } },
        { nameof(ContentErrors.NumberNotPositive), Plain with { Width = 0 } },
    };

    [Theory]
    [MemberData(nameof(WrongButtons))]
    public void Content_that_a_portal_would_drop_is_refused(string errorId, KeyboardButton button) =>
        Assert.Equal(errorId, Assert.Throws<B24Exception>(() => new Keyboard([Plain, button])).ErrorId);

    [Fact]
    public void A_keyboard_needs_a_button()
    {
        Assert.Equal(nameof(ContentErrors.KeyboardEmpty), Assert.Throws<B24Exception>(() => new Keyboard([])).ErrorId);
        Assert.Equal(
            nameof(ContentErrors.KeyboardEmpty),
            Assert.Throws<B24Exception>(() => new Keyboard([new KeyboardButton { IsNewLine = true }])).ErrorId);
    }

    [Theory]
    [InlineData("x", 59_000)]
    [InlineData("Ж", 59_000)]
    [InlineData("🎉", 59_000)]
    [InlineData("/", 29_500)]
    public void A_keyboard_is_smaller_than_60000_characters(string letter, int fitting)
    {
        Assert.Single(new Keyboard([Plain with { Text = Repeated(letter, fitting) }]).Buttons);
        B24Exception error = Assert.Throws<B24Exception>(() => new Keyboard([Plain with { Text = Repeated(letter, fitting + 1_000) }]));
        Assert.Equal(nameof(ContentErrors.KeyboardTooLarge), error.ErrorId);
    }

    private static string Repeated(string letter, int count) => string.Concat(Enumerable.Repeat(letter, count));

    private static string JsonOf(JsonMap map) => Encoding.UTF8.GetString(JsonMap.Write(map));
}
