using System.Net;
using System.Text;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Tests.Authorization;

namespace Bitrix24.Imbot.Core.Tests.Rest;

/// <summary>A portal with a prepared list of answers, status and body, which records the requests. It repeats the last answer.</summary>
internal sealed class AnsweringPortal(params (int Status, string Body)[] answers) : HttpMessageHandler
{
    /// <summary>Used as a body: the request is executed, and its answer is lost.</summary>
    public const string Lost = "lost";

    private static readonly Uri Address = new("https://portal.example.com/");

    public List<string> Bodies { get; } = [];

    public FakeClock Clock { get; } = new();

    public FakeTokenServer TokenServer { get; } = new();

    public Uri? Location { get; init; }

    public PortalClient Webhook(int repeats = 5) => new(
        new WebhookAuthorization(WebhookAddress.Parse(Secret.FromText("https://portal.example.com/rest/1/abcdefgh12345678/")!)), Options(repeats), Clock, this);

    public PortalClient OAuth(string? refreshToken = "rt-0", int repeats = 5) => new(
        new OAuthAuthorization(
            Address,
            new OAuthApplication("local.aaaa.bbbb", Secret.FromText("client-secret")!),
            new TokenPair { AccessToken = Secret.FromText("at-0")!, RefreshToken = Secret.FromText(refreshToken), Scope = "im,imbot" },
            TokenServer,
            TimeSpan.FromSeconds(30)),
        Options(repeats),
        Clock,
        this);

    public async Task<T> SendAsync<T>(PortalRequest<T> request, PortalClient? client = null)
    {
        PortalAnswer answer = await (client ?? Webhook()).CallAsync(
            request.Method, request.ToParameters(), Secret.FromText("my_bot_token"), null, Xunit.TestContext.Current.CancellationToken);
        return request.ReadResult(answer.Result);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Bodies.Add(await request.Content!.ReadAsStringAsync(cancellationToken));
        (int status, string body) = answers[Math.Min(Bodies.Count, answers.Length) - 1];
        if (body == Lost)
        {
            throw new HttpRequestException("Broken on purpose.");
        }

        HttpResponseMessage response = new((HttpStatusCode)status)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { { "Content-Type", body.Contains("<html", StringComparison.Ordinal) ? "text/html" : "application/json" } } },
        };
        response.Headers.Location = Location;
        return response;
    }

    private static TransportOptions Options(int repeats) => TransportOptions.Default with { MaximumRetryCount = repeats, RequestRate = RequestRate.Unlimited };
}
