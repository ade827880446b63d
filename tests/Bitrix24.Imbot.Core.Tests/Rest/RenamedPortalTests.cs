using System.Net;
using System.Text;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Rest;

public sealed class RenamedPortalTests
{
    private const string Path = "/rest/17/k3y0fs1xteench4r/imbot.v2.Revision.get";

    [Theory]
    [InlineData("https://old.bitrix24.com", "https://new.bitrix24.com" + Path, true)]
    [InlineData("https://old.bitrix24.com.br", "https://new.bitrix24.com.br" + Path, true)]
    [InlineData("https://old.bitrix24.com", "https://new.bitrix24.ru" + Path, false)]
    [InlineData("https://old.bitrix24.com", "http://new.bitrix24.com" + Path, false)]
    [InlineData("https://old.bitrix24.com", "https://new.bitrix24.com:8443" + Path, false)]
    [InlineData("https://old.bitrix24.com", "https://new.bitrix24.com/login/", false)]
    [InlineData("https://old.bitrix24.com", "https://new.bitrix24.com" + Path + "?x=1", false)]
    [InlineData("https://old.bitrix24.com", "https://me:pw@new.bitrix24.com" + Path, false)]
    [InlineData("https://old.bitrix24.com", "https://bitrix24.com" + Path, false)]
    [InlineData("https://old.bitrix24.com", "https://evil.com/x.bitrix24.com" + Path, false)]
    [InlineData("https://old.bitrix24.com", "https://new.bitrix24.com.evil.com" + Path, false)]
    [InlineData("https://old.bitrix24.com", "https://new.bitrix24.evil" + Path, false)]
    [InlineData("https://portal.example.com", "https://new.example.com" + Path, false)]
    [InlineData("https://old.bitrix24.com", Path, false)]
    [InlineData("https://old.bitrix24.com", null, false)]
    public async Task Only_redirects_to_a_renamed_cloud_portal_are_followed(string portal, string? location, bool followed)
    {
        RedirectingPortal server = new(location);
        B24Exception? error = null;
        try
        {
            await Client(portal, server).CallAsync(ApiMethod.Parse("imbot.v2.Revision.get"), [], null, null, TestContext.Current.CancellationToken);
        }
        catch (B24Exception exception)
        {
            error = exception;
        }

        Assert.Equal(followed ? null : nameof(ConnectionErrors.PortalRedirected), error?.ErrorId);
        Assert.Equal(followed ? 2 : 1, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.StartsWith("POST https://", request, StringComparison.Ordinal));
        Assert.DoesNotContain("k3y0fs1xteench4r", error?.ToString() ?? string.Empty, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_redirect_is_not_followed()
    {
        RedirectingPortal server = new("https://new.bitrix24.com" + Path) { Redirects = 2 };

        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => Client("https://old.bitrix24.com", server)
            .CallAsync(ApiMethod.Parse("imbot.v2.Revision.get"), [], null, null, TestContext.Current.CancellationToken));

        Assert.Equal(nameof(ConnectionErrors.PortalRedirected), error.ErrorId);
        Assert.Equal(2, server.Requests.Count);
    }

    private static PortalClient Client(string portal, HttpMessageHandler handler) => new(
        new WebhookAuthorization(WebhookAddress.Parse(Secret.FromText(portal + "/rest/17/k3y0fs1xteench4r/")!)),
        TransportOptions.Default with { RequestRate = RequestRate.Unlimited },
        new FakeClock(),
        handler);

    private sealed class RedirectingPortal(string? location) : HttpMessageHandler
    {
        public int Redirects { get; set; } = 1;

        public List<string> Requests { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string body = await request.Content!.ReadAsStringAsync(cancellationToken);
            Requests.Add($"{request.Method} {request.RequestUri} {body}");
            if (Requests.Count > Redirects)
            {
                return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{\"result\":{}}", Encoding.UTF8, "application/json") };
            }

            HttpResponseMessage redirect = new(HttpStatusCode.Found) { Content = new ByteArrayContent([]) };
            redirect.Headers.Location = location is null ? null : new Uri(location, UriKind.RelativeOrAbsolute);
            return redirect;
        }
    }
}
