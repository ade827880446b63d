using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Secrets;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Authorization;

public sealed class WebhookAddressTests
{
    private const string Code = "k3y0fs1xteench4r";

    [Theory]
    [InlineData("https://portal.example.com/rest/17/" + Code)]
    [InlineData("https://portal.example.com/rest/17/" + Code + "/")]
    [InlineData("  https://portal.example.com/rest/17/" + Code + "/  ")]
    [InlineData("\"https://portal.example.com/rest/17/" + Code + "/\"")]
    [InlineData("' https://portal.example.com/rest/17/" + Code + "/ '\r\n")]
    [InlineData("\u201Chttps://portal.example.com/rest/17/" + Code + "/\u201D")]
    [InlineData("\u00ABhttps://portal.example.com/rest/17/" + Code + "/\u00BB\u00A0")]
    [InlineData("\uFEFF<https://portal.example.com/rest/17/" + Code + ">\u200B")]
    [InlineData("https://portal.example.com/rest/17/" + Code + "/imbot.v2.Bot.get")]
    [InlineData("https://portal.example.com/rest/17/" + Code + "/imbot.v2.Bot.get.json?botId=5#x")]
    [InlineData("https://portal.example.com//rest/17/" + Code + "/profile/")]
    [InlineData("https://portal.example.com/rest/17/" + Code + "/profile.json")]
    public void Reads_portal_user_and_code_and_ignores_the_rest(string text)
    {
        WebhookAddress webhook = WebhookAddress.Parse(Secret.FromText(text)!);

        Assert.Equal("https://portal.example.com/", webhook.Portal.AbsoluteUri);
        Assert.Equal(17, webhook.UserId);
        Assert.Equal(Code, webhook.Code.Reveal());
    }

    [Theory]
    [InlineData("https://portal.example.com:8443/rest/1/" + Code, "https://portal.example.com:8443/")]
    [InlineData("http://127.0.0.1:8024/rest/1/" + Code, "http://127.0.0.1:8024/")]
    [InlineData("http://localhost/rest/1/" + Code, "http://localhost/")]
    [InlineData("http://[::1]:80/rest/1/" + Code, "http://[::1]/")]
    [InlineData("http://127.1.2.3/rest/1/" + Code, "http://127.1.2.3/")]
    public void Keeps_scheme_and_port(string text, string portal) =>
        Assert.Equal(portal, WebhookAddress.Parse(Secret.FromText(text)!).Portal.AbsoluteUri);

    [Theory]
    [InlineData("", nameof(ConnectionErrors.WebhookAddressInvalid))]
    [InlineData("portal.example.com", nameof(ConnectionErrors.WebhookAddressInvalid))]
    [InlineData("ftp://portal.example.com/rest/17/" + Code, nameof(ConnectionErrors.WebhookAddressInvalid))]
    [InlineData("file:///rest/17/" + Code, nameof(ConnectionErrors.WebhookAddressInvalid))]
    [InlineData("https://user:pass@portal.example.com/rest/17/" + Code, nameof(ConnectionErrors.WebhookAddressInvalid))]
    [InlineData("https://portal.example.com/", nameof(ConnectionErrors.WebhookAddressInvalid))]
    [InlineData("https://portal.example.com/crm/17/" + Code, nameof(ConnectionErrors.WebhookAddressInvalid))]
    [InlineData("https://portal.example.com/rest/", nameof(ConnectionErrors.WebhookAddressIncomplete))]
    [InlineData("https://portal.example.com/rest/" + Code + "/", nameof(ConnectionErrors.WebhookAddressIncomplete))]
    [InlineData("https://portal.example.com/rest/0/" + Code, nameof(ConnectionErrors.WebhookAddressIncomplete))]
    [InlineData("https://portal.example.com/rest/17", nameof(ConnectionErrors.WebhookAddressIncomplete))]
    [InlineData("https://portal.example.com/rest/17/imbot.v2.Bot.get.json", nameof(ConnectionErrors.WebhookAddressIncomplete))]
    [InlineData("https://portal.example.com/rest/17/k3y0fs1x/", nameof(ConnectionErrors.WebhookCodeIncomplete))]
    [InlineData("https://portal.example.com/rest/17/k3y0fs1x/imbot.v2.Bot.get", nameof(ConnectionErrors.WebhookCodeIncomplete))]
    [InlineData("https://portal.example.com/rest/17/k3y0fs1x teench4r/", nameof(ConnectionErrors.WebhookCodeIncomplete))]
    [InlineData("https://portal.example.com/rest/17/**put_your_webhook_here**/", nameof(ConnectionErrors.WebhookCodeIncomplete))]
    [InlineData("http://portal.example.com/rest/17/" + Code, nameof(ConnectionErrors.PlainHttpRefused))]
    [InlineData("http://192.168.0.5/rest/17/" + Code, nameof(ConnectionErrors.PlainHttpRefused))]
    [InlineData("http://127.0.0.1.example.com/rest/17/" + Code, nameof(ConnectionErrors.PlainHttpRefused))]
    public void Refuses_invalid_or_incomplete_URLs_without_showing_the_code(string text, string errorId)
    {
        B24Exception error = Assert.Throws<B24Exception>(() => WebhookAddress.Parse(Secret.FromText(text)!));

        Assert.Equal(errorId, error.ErrorId);
        Assert.NotEmpty(error.RecommendedAction);
        Assert.DoesNotContain("k3y0fs1x", error.ToString(), StringComparison.Ordinal);
    }
}
