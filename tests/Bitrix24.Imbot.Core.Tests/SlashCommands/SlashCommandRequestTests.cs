using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.SlashCommands;
using Bitrix24.Imbot.Core.Tests.Rest;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.SlashCommands;

public sealed class SlashCommandRequestTests
{
    private static readonly Dictionary<string, string?> Title = new() { ["EN"] = "Weather", ["de"] = "Wetter" };

    [Fact]
    public void Command_register() => SentJson.Check(
        "imbot.v2.Command.register",
        """{"botId":456,"fields":{"command":"weather","title":{"en":"Weather","de":"Wetter"},"params":{"en":"town"},"common":true,"hidden":false,"extranetSupport":true}}""",
        new RegisterSlashCommandRequest(456, new SlashCommandProperties
        {
            Command = "weather",
            Title = Title,
            Parameters = new Dictionary<string, string?> { ["en"] = "town" },
            IsCommon = true,
            IsHidden = false,
            IsExtranetSupported = true,
        }));

    [Fact]
    public void A_hidden_command_needs_no_title() => Assert.Equal(
        """{"botId":456,"fields":{"command":"confirm","hidden":true}}""",
        SentJson.Of(new RegisterSlashCommandRequest(456, new SlashCommandProperties { Command = "confirm", IsHidden = true })));

    [Fact]
    public void A_visible_command_needs_a_title() => Refused(
        nameof(SlashCommandErrors.CommandTitleMissing),
        new RegisterSlashCommandRequest(456, new SlashCommandProperties { Command = "weather", IsHidden = false }));

    [Fact]
    public void Command_update_sends_only_what_changes_and_null_for_a_language_that_goes() => SentJson.Check(
        "imbot.v2.Command.update",
        """{"botId":456,"commandId":12,"fields":{"title":{"en":"New","de":null}}}""",
        new UpdateSlashCommandRequest(456, 12, new SlashCommandProperties { Title = new Dictionary<string, string?> { ["en"] = "New", ["de"] = null } }));

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
    public void Nothing_to_change_is_refused() => Refused(nameof(PortalErrors.NothingToChange), new UpdateSlashCommandRequest(456, 12, new SlashCommandProperties()));

    [Fact]
    public void Command_list() => SentJson.Check("imbot.v2.Command.list", """{"botId":456}""", new ListSlashCommandsRequest(456));

    [Fact]
    public void Command_unregister() => SentJson.Check(
        "imbot.v2.Command.unregister", """{"botId":456,"commandId":12}""", new UnregisterSlashCommandRequest(456, 12));

    [Fact]
    public void Command_answer() => SentJson.Check(
        "imbot.v2.Command.answer",
        """{"botId":456,"commandId":12,"messageId":789,"dialogId":"17","fields":{"message":"Sunny"}}""",
        new AnswerSlashCommandRequest(456, 12, 789, "17", "Sunny"));

    [Fact]
    public void Command_answer_as_a_system_message_without_preview() => Assert.Equal(
        """{"botId":456,"commandId":12,"messageId":789,"dialogId":"chat5","fields":{"message":"Sunny","system":true,"urlPreview":false}}""",
        SentJson.Of(new AnswerSlashCommandRequest(456, 12, 789, "chat5", "Sunny") { System = true, UrlPreview = false }));

    [Theory]
    [InlineData("help", "help")]
    [InlineData("/help", "help")]
    [InlineData(" /help ", "help")]
    [InlineData("//", "/")]
    public void A_name_loses_one_slash(string given, string name) => Assert.Equal(name, SlashCommandName.Require(given));

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("show weather")]
    [InlineData("show\nweather")]
    public void A_name_that_no_message_could_call_is_refused(string given) =>
        Assert.Equal(nameof(SlashCommandErrors.CommandNameInvalid), Assert.Throws<B24Exception>(() => SlashCommandName.Require(given)).ErrorId);

    [Fact]
    public void Texts_that_the_portal_would_not_store_whole_are_refused()
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
