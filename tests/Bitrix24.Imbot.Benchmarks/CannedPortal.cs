using System.Net;
using System.Net.Http.Headers;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Benchmarks;

/// <summary>Answers every request immediately with the same bytes, so that only the client's own work is measured.</summary>
internal sealed class CannedPortal(byte[] answer) : HttpMessageHandler
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>Creates a client of such a portal, with a webhook and without limits.</summary>
    public static PortalClient Connect(byte[] answer) => new(
        new WebhookAuthorization(WebhookAddress.Parse(Secret.FromText("https://portal.example.com/rest/17/abcdefghijklmnop/")!)),
        TransportOptions.Default with { RequestRate = RequestRate.Unlimited },
        handler: new CannedPortal(answer));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Reads the body like a connection would.
        await request.Content!.CopyToAsync(Stream.Null, cancellationToken);
        return Answer();
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Content!.CopyTo(Stream.Null, null, cancellationToken);
        return Answer();
    }

    private HttpResponseMessage Answer()
    {
        ByteArrayContent content = new(answer);
        content.Headers.ContentType = Json;
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
    }
}
