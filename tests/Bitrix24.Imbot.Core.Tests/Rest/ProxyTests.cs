using System.Net;
using System.Net.Sockets;
using System.Text;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Files;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Revisions;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Core.Tests.Files;
using Bitrix24.Imbot.Emulator;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Rest;

/// <summary>Requests to the local computer never use a proxy of the environment. A proxy of the session is used, and named in the error if it refuses.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class ProxyTests : IDisposable
{
    private readonly IWebProxy environment = HttpClient.DefaultProxy;
    private readonly TcpListener proxy = new(IPAddress.Loopback, 0);
    private readonly List<string> seen = [];

    public ProxyTests()
    {
        proxy.Start();
        HttpClient.DefaultProxy = new WebProxy(ProxyAddress);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Uri ProxyAddress => new($"http://127.0.0.1:{((IPEndPoint)proxy.LocalEndpoint).Port}");

    public void Dispose()
    {
        HttpClient.DefaultProxy = environment;
        proxy.Dispose();
    }

    [Fact]
    public async Task Local_calls_token_requests_and_downloads_bypass_the_environments_proxy()
    {
        Task serving = ServeAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        await using PortalEmulator portal = await PortalEmulator.StartAsync(cancellationToken: Cancellation);
        B24Session session = B24Session.ForOAuth(
            PortalAddress.Parse(portal.Address.AbsoluteUri),
            new Core.Authorization.OAuthApplication(portal.Application.ClientId, Secret.FromText(portal.Application.ClientSecret)!, portal.Address),
            new TokenPair { RefreshToken = Secret.FromText(portal.Application.RefreshToken), Scope = portal.Application.Scope },
            botId: 457,
            transport: Fresh());

        await session.SendAsync(new GetRevisionRequest(), cancellation: Cancellation);
        using TemporaryFolder folder = new();
        Core.Files.StoredFile file = await session.SendAsync(new UploadFileRequest(457, "chat5", LocalFile.Require(folder.Make("a.txt", "content"u8.ToArray()))), cancellation: Cancellation);
        string saved = Path.Combine(folder.Path, "saved.txt");
        await session.SaveFileAsync(new GetFileLinkRequest(457, file.FileId), new SaveOptions(saved, isFolder: false), cancellation: Cancellation);

        Assert.Equal("content", await File.ReadAllTextAsync(saved, Cancellation));
        proxy.Stop();
        await serving;
        Assert.Empty(seen);
    }

    [Fact]
    public async Task A_specified_proxy_is_used_even_for_this_machine()
    {
        HttpClient.DefaultProxy = environment;
        Task serving = ServeAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 22\r\nConnection: close\r\n\r\n{\"result\":{\"rest\":35}}");

        await Webhook("http://127.0.0.1:8024", Fresh() with { Connection = new ConnectionOptions { Proxy = ProxyAddress } })
            .SendAsync(new GetRevisionRequest(), cancellation: Cancellation);

        proxy.Stop();
        await serving;
        Assert.StartsWith("POST http://127.0.0.1:8024/rest/", Assert.Single(seen), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", true)]
    [InlineData("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n", true)]
    [InlineData("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n", true)]
    [InlineData(null, true)]
    [InlineData("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", false)]
    [InlineData(null, false)]
    public async Task A_proxy_that_refuses_or_does_not_answer_is_named_in_the_error(string? answer, bool isNamed)
    {
        Uri address = ProxyAddress;
        Task serving = Task.CompletedTask;
        if (answer is null)
        {
            proxy.Stop();
        }
        else
        {
            serving = ServeAsync(answer);
        }

        TransportOptions transport = isNamed ? Fresh() with { Connection = new ConnectionOptions { Proxy = address } } : Fresh();
        B24Exception error = await Assert.ThrowsAsync<B24Exception>(
            () => Webhook("https://portal.example.com", transport).SendAsync(new GetRevisionRequest(), cancellation: Cancellation));

        Assert.Equal(nameof(ConnectionErrors.ProxyRefused), error.ErrorId);
        Assert.Contains(address.Authority, error.Message, StringComparison.Ordinal);
        Assert.Equal(Outcome.NotExecuted, error.Outcome);
        proxy.Stop();
        await serving;
    }

    /// <summary>Without a proxy, regardless of the environment, because a proxy would resolve the name.</summary>
    [Fact]
    public async Task Without_a_proxy_an_unknown_host_name_has_its_own_error()
    {
        HttpClient.DefaultProxy = new WebProxy();

        B24Exception error = await Assert.ThrowsAsync<B24Exception>(
            () => Webhook("https://portal.invalid", Fresh()).SendAsync(new GetRevisionRequest(), cancellation: Cancellation));

        Assert.Equal((nameof(ConnectionErrors.PortalNameNotFound), Outcome.NotExecuted), (error.ErrorId, error.Outcome));
    }

    [Fact]
    public async Task The_transport_refuses_plain_http_to_another_machine()
    {
        using HttpMessageInvoker http = new(HttpHandlers.For(Fresh().Connection), disposeHandler: false);

        B24Exception error = await Assert.ThrowsAsync<B24Exception>(
            () => http.SendAsync(new HttpRequestMessage(HttpMethod.Get, "http://192.0.2.1/rest/1/code/"), Cancellation));

        Assert.Equal(nameof(ConnectionErrors.PlainHttpRefused), error.ErrorId);
    }

    /// <summary>Separate connections, which use the proxy that the environment specifies now.</summary>
    private static TransportOptions Fresh() => TransportOptions.Default with
    {
        MaximumRetryCount = 0,
        RequestRate = RequestRate.Unlimited,
        Timeout = TimeSpan.FromSeconds(20),
        Connection = new ConnectionOptions { ProxyUser = Guid.NewGuid().ToString("N") },
    };

    private static B24Session Webhook(string portal, TransportOptions transport) =>
        B24Session.ForWebhook(Secret.FromText($"{portal}/rest/1/abcdefgh12345678/")!, transport: transport);

    /// <summary>Answers the first request of each connection in the same way, until the listener ends.</summary>
    private Task ServeAsync(string answer) => Task.Run(
        async () =>
        {
            while (true)
            {
                try
                {
                    using TcpClient client = await proxy.AcceptTcpClientAsync(Cancellation);
                    NetworkStream stream = client.GetStream();
                    byte[] buffer = new byte[4096];
                    int count = await stream.ReadAsync(buffer, Cancellation);
                    seen.Add(Encoding.ASCII.GetString(buffer, 0, count));
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), Cancellation);
                }
                catch (Exception stopped) when (stopped is SocketException or InvalidOperationException)
                {
                    return;
                }
            }
        },
        Cancellation);
}
