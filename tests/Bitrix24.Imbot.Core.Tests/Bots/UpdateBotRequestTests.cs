using System.Text.Json;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Tests.Rest;
using Bitrix24.Imbot.Core.Users;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Bots;

public sealed class UpdateBotRequestTests
{
    [Fact]
    public void Empty_changes_are_refused() => Refused(nameof(PortalErrors.NothingToChange), new UpdateBotRequest(456, new BotSettings()));

    [Theory]
    [InlineData("https://localhost/hook")]
    [InlineData("http://bots/hook")]
    [InlineData("ftp://bots.example.com/hook")]
    [InlineData("hook")]
    public void An_address_that_the_portal_would_ignore_is_refused(string address) => Refused(
        nameof(BotErrors.WebhookUriInvalid),
        new UpdateBotRequest(456, new BotSettings { EventMode = "webhook", WebhookUri = new Uri(address, UriKind.RelativeOrAbsolute) }));

    [Theory]
    [InlineData("https://bots.example.com/hook")]
    [InlineData("http://192.0.2.5:8080/hook")]
    [InlineData("https://[2001:db8::5]/hook")]
    public void Valid_addresses_are_sent(string address)
    {
        UpdateBotRequest request = new(456, new BotSettings { EventMode = "webhook", WebhookUri = new Uri(address) });
        Assert.Contains($"\"webhookUrl\":\"{address}\"", SentJson.Of(request), StringComparison.Ordinal);
    }

    [Fact]
    public void Webhook_mode_requires_an_address() =>
        Refused(nameof(BotErrors.WebhookUriMissing), new UpdateBotRequest(456, new BotSettings { EventMode = "webhook" }));

    [Fact]
    public void An_address_requires_webhook_mode() => Refused(
        nameof(BotErrors.WebhookUriUnused),
        new UpdateBotRequest(456, new BotSettings { EventMode = "fetch", WebhookUri = new Uri("https://bots.example.com/") }));

    [Fact]
    public void A_token_longer_than_40_characters_is_refused() =>
        Refused(nameof(BotErrors.BotTokenLengthInvalid), new UpdateBotRequest(456, new BotSettings { Token = Secret.FromText(new string('x', 41)) }));

    [Fact]
    public void Missing_properties_are_taken_from_the_existing_bot()
    {
        using JsonDocument user = JsonDocument.Parse(
            """{"id":456,"name":"Docs Bot","firstName":"Docs","lastName":"Bot","workPosition":"Helper","gender":"M","color":"#ff0000"}""");

        BotProperties whole = new BotProperties { LastName = string.Empty, Color = "mint" }.CompletedFrom(new User(user.RootElement));

        Assert.Equal(
            new BotProperties { Name = "Docs", LastName = string.Empty, WorkPosition = "Helper", Gender = "M", Color = "mint" },
            whole);
    }

    private static void Refused(string errorId, UpdateBotRequest request) =>
        Assert.Equal(errorId, Assert.Throws<B24Exception>(() => request.ToParameters()).ErrorId);
}
