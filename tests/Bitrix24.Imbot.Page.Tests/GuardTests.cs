using System.Net;
using Bitrix24.Imbot.Emulator;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Page.Tests;

/// <summary>Checks who can call the control surface and the page. The server refuses requests, so no browser is needed.</summary>
public sealed class GuardTests : IAsyncLifetime
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    private PortalEmulator emulator = null!;

    public async ValueTask InitializeAsync() => emulator = await PortalEmulator.StartAsync(new EmulatorOptions(), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await emulator.DisposeAsync();
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "127.0.0.1.evil.example")]
    [InlineData("Host", "localhost.evil.example:80")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "http://localhost:1")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Foreign_sites_are_refused(string header, string value)
    {
        foreach ((HttpMethod method, string path) in (IEnumerable<(HttpMethod, string)>)
            [(HttpMethod.Post, "emulator/reset"), (HttpMethod.Get, "emulator/info"), (HttpMethod.Get, "emulator/page/live"), (HttpMethod.Get, "emulator/")])
        {
            emulator.Portal.Write(17, "chat5", "kept");
            Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(method, path, (header, value)));
        }

        Assert.Equal(4, emulator.Portal.MessagesOf("chat5").Count);
    }

    [Fact]
    public async Task Requests_by_the_page_by_scripts_and_by_links_are_allowed()
    {
        string origin = emulator.Address.GetLeftPart(UriPartial.Authority);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(HttpMethod.Get, "emulator/info"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(HttpMethod.Get, "emulator/info", ("Host", $"localhost:{emulator.Address.Port}")));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(HttpMethod.Post, "emulator/reset", ("Origin", origin), ("Sec-Fetch-Site", "same-origin")));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(HttpMethod.Get, "emulator/", ("Sec-Fetch-Site", "none")));
        (string, string)[] link = [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document")];
        Assert.Equal(HttpStatusCode.OK, await AskAsync(HttpMethod.Get, "emulator/", link));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(HttpMethod.Post, "emulator/reset", link));
    }

    [Fact]
    public async Task A_browser_at_the_root_is_redirected_but_another_client_is_not()
    {
        Assert.Equal(HttpStatusCode.Redirect, await AskAsync(HttpMethod.Get, "", ("Accept", "text/html,*/*")));
        Assert.Empty(emulator.Requests.Snapshot());
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(HttpMethod.Get, ""));
        Assert.Single(emulator.Requests.Snapshot());
    }

    [Fact]
    public async Task Every_answer_forbids_foreign_code_and_frames()
    {
        foreach (string path in (IEnumerable<string>)["emulator/", "emulator/page/script/main.js", "emulator/info", "emulator/nothing"])
        {
            using HttpResponseMessage answer = await http.GetAsync(new Uri(emulator.Address, path), TestContext.Current.CancellationToken);
            string policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'; require-trusted-types-for 'script'", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        }
    }

    private async Task<HttpStatusCode> AskAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(method, new Uri(emulator.Address, path));
        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using HttpResponseMessage answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
