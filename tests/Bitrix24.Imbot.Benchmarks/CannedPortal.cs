using System.Net;
using System.Net.Http.Headers;

namespace Bitrix24.Imbot.Benchmarks;

/// <summary>Answers every request at once with the same bytes: what remains is the client's own work.</summary>
internal sealed class CannedPortal(byte[] answer) : HttpMessageHandler
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // The body is read as a connection would read it.
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
