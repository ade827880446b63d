using Bitrix24.Imbot.Core.SlashCommands;
using Bitrix24.Imbot.Core.Tests.Rest;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.SlashCommands;

public sealed class SlashCommandRequestTests
{
    [Fact]
    public void A_visible_command_needs_a_title() => Refused(
        nameof(SlashCommandErrors.CommandTitleMissing),
        new RegisterSlashCommandRequest(456, new SlashCommandProperties { Command = "weather", IsHidden = false }));

    [Theory]
    [InlineData(null)]
    [InlineData("de")]
    public void Parameters_without_the_title_of_their_language_are_refused(string? titled) => Refused(
        nameof(SlashCommandErrors.CommandTitleMissing),
        new UpdateSlashCommandRequest(456, 12, new SlashCommandProperties
        {
            Title = titled is null ? null : new Dictionary<string, string?> { [titled] = "Wetter" },
            Parameters = new Dictionary<string, string?> { ["en"] = "town" },
        }));

    [Fact]
    public void Empty_changes_are_refused() => Refused(nameof(PortalErrors.NothingToChange), new UpdateSlashCommandRequest(456, 12, new SlashCommandProperties()));

    [Theory]
    [InlineData("help", "help")]
    [InlineData("/help", "help")]
    [InlineData(" /help ", "help")]
    [InlineData("//", "/")]
    public void One_leading_slash_is_removed_from_a_name(string given, string name) => Assert.Equal(name, SlashCommandName.Require(given));

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("show weather")]
    [InlineData("show\nweather")]
    public void A_name_that_a_message_could_not_call_is_refused(string given) =>
        Assert.Equal(nameof(SlashCommandErrors.CommandNameInvalid), Assert.Throws<B24Exception>(() => SlashCommandName.Require(given)).ErrorId);

    [Fact]
    public void Texts_that_are_too_long_for_the_portal_are_refused()
    {
        string most = new('a', 255);
        string tooLong = new('a', 256);

        Assert.Equal(most, SlashCommandName.Require("/" + most));
        Assert.Equal(nameof(SlashCommandErrors.CommandNameInvalid), Assert.Throws<B24Exception>(() => SlashCommandName.Require(tooLong)).ErrorId);
        Assert.Contains(most, SentJson.Of(new RegisterSlashCommandRequest(456, OfTexts(most, most))), StringComparison.Ordinal);
        Refused(nameof(SlashCommandErrors.CommandTextTooLong), new RegisterSlashCommandRequest(456, OfTexts(tooLong, "town")));
        Refused(nameof(SlashCommandErrors.CommandTextTooLong), new UpdateSlashCommandRequest(456, 12, OfTexts("Weather", tooLong)));
    }

    private static SlashCommandProperties OfTexts(string title, string parameters) => new()
    {
        Command = "weather",
        Title = new Dictionary<string, string?> { ["en"] = title },
        Parameters = new Dictionary<string, string?> { ["en"] = parameters },
    };

    private static void Refused<TResult>(string errorId, Core.Rest.PortalRequest<TResult> request) =>
        Assert.Equal(errorId, Assert.Throws<B24Exception>(() => request.ToParameters()).ErrorId);
}
