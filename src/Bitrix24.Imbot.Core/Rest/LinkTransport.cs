using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// Downloads the content of a signed file link (docs/portal/files.md, "Download link"). The link is a secret: it gives access to the file and can
/// contain the webhook code. It is sent unchanged and never shown.
/// </summary>
internal sealed class LinkTransport(HttpMessageHandler handler, TimeSpan timeout)
{
    private const int PieceSize = 64 * 1024;
    private const int MaxRefusalLength = 64 * 1024;
    private const int MaxRedirects = 5;

    private readonly HttpMessageInvoker http = new(handler, disposeHandler: false);

    /// <summary>Downloads a file. The time limit restarts with each block.</summary>
    /// <returns>Number of bytes received.</returns>
    /// <exception cref="B24Exception">Any failure.</exception>
    public async Task<long> GetAsync(Secret link, PortalAuthorization authorization, ApiMethod method, ILinkTarget target, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        Uri address = Require(link, authorization.Portal, method);
        int? status = null;
        try
        {
            for (int hop = 0; ; hop++)
            {
                using HttpRequestMessage request = RequestFor(address, authorization.Portal);
                using HttpResponseMessage response = await http.SendAsync(request, limit.Token).ConfigureAwait(false);
                status = (int)response.StatusCode;
                if (status is < 300 or >= 400)
                {
                    await RequireFileAsync(response, address, method, [link, .. authorization.Secrets], limit.Token).ConfigureAwait(false);
                    return await CopyAsync(response, address, method, target, limit).ConfigureAwait(false);
                }

                address = hop < MaxRedirects ? NextOf(address, response.Headers.Location, method) : throw ConnectionFailure.Create(
                    ConnectionErrors.PortalRedirected, $"{address.Authority} redirected the download too many times.", method.Name, status, Outcome.Refused);
            }
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            throw ConnectionFailure.Create(
                ConnectionErrors.PortalTimeout, $"{address.Authority} sent no data for {timeout.TotalSeconds:0.##} s during the download.", method.Name, status, Outcome.Unknown, exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or InvalidDataException)
        {
            throw ConnectionFailure.Explain(exception, address, method.Name, status, proxy: (handler as PortalHandler)?.ProxyFor(address));
        }
    }

    /// <summary>Allows the portal's own link, and other addresses only over a connection that can't be intercepted.</summary>
    private static Uri Require(Secret link, Uri portal, ApiMethod method) =>
        Uri.TryCreate(link.Reveal(), UriKind.Absolute, out Uri? address) && IsAllowed(address, portal)
            ? address
            : throw ConnectionFailure.Create(ConnectionErrors.AnswerUnexpected, $"{portal.Authority} returned a file link that is not valid.", method.Name, null, Outcome.Refused);

    private static bool IsAllowed(Uri address, Uri from) =>
        address.Scheme == Uri.UriSchemeHttps || (address.Scheme == from.Scheme && address.IsLoopback && from.IsLoopback);

    private static Uri NextOf(Uri address, Uri? location, ApiMethod method)
    {
        Uri? next = location is null ? null : location.IsAbsoluteUri ? location : new Uri(address, location);
        return next is not null && IsAllowed(next, address)
            ? next
            : throw ConnectionFailure.Create(ConnectionErrors.PortalRedirected, $"{address.Authority} redirected the download to an address that is not allowed.", method.Name, null, Outcome.Refused);
    }

    /// <summary>
    /// Without these headers, the portal's web server may answer that the file doesn't exist (docs/portal/files.md, "Download link").
    /// </summary>
    private static HttpRequestMessage RequestFor(Uri address, Uri portal)
    {
        HttpRequestMessage request = new(HttpMethod.Get, address);
        request.Headers.UserAgent.Add(HttpTransport.UserAgent);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*"));
        request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue("en-US"));
        request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue("en", 0.9));
        request.Headers.Referrer = new Uri(portal.GetLeftPart(UriPartial.Authority) + "/");
        return request;
    }

    private static async Task RequireFileAsync(
        HttpResponseMessage response,
        Uri address,
        ApiMethod method,
        Secret[] secrets,
        CancellationToken cancellation)
    {
        int status = (int)response.StatusCode;
        HttpContentHeaders headers = response.Content.Headers;
        bool isPage = !headers.Contains("Content-Disposition") && headers.ContentType?.MediaType is "text/html" or "application/json";
        if (status == 200 && !isPage)
        {
            return;
        }

        byte[] content = await BeginningOfAsync(response.Content, cancellation).ConfigureAwait(false);
        HttpAnswer answer = new(status, content, null, HttpTransport.RetryAfterOf(response));
        if (IsRefusal(content))
        {
            AnswerReader.Read(answer, address, method, secrets);
        }

        throw AnswerReader.Failure(
            FileErrors.FileLinkRefused,
            $"{address.Authority} answered the file link with HTTP status {status} and {(isPage ? "a page" : "no file")}.",
            answer,
            method.Name,
            status >= 500 ? Outcome.Unknown : Outcome.Refused);
    }

    private static bool IsRefusal(byte[] content)
    {
        try
        {
            using JsonDocument document = PortalJson.Parse(content);
            return document.RootElement.Text("error") is { Length: > 0 };
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static async Task<byte[]> BeginningOfAsync(HttpContent content, CancellationToken cancellation)
    {
        using Stream stream = await OpenAsync(content, cancellation).ConfigureAwait(false);
        byte[] buffer = new byte[MaxRefusalLength];
        int filled = 0;
        int read;
        do
        {
            read = await stream.ReadAsync(buffer, filled, buffer.Length - filled, cancellation).ConfigureAwait(false);
            filled += read;
        }
        while (read > 0 && filled < buffer.Length);

        return buffer.AsSpan(0, filled).ToArray();
    }

    private async Task<long> CopyAsync(HttpResponseMessage response, Uri address, ApiMethod method, ILinkTarget target, CancellationTokenSource limit)
    {
        HttpContentHeaders headers = response.Content.Headers;
        long? expected = headers.ContentEncoding.Count == 0 ? headers.ContentLength : null;
        target.Begin(NameOf(headers), expected);
        using Stream stream = await OpenAsync(response.Content, limit.Token).ConfigureAwait(false);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(PieceSize);
        try
        {
            long received = 0;
            while (true)
            {
                int read = await stream.ReadAsync(buffer, 0, buffer.Length, limit.Token).ConfigureAwait(false);
                if (read == 0)
                {
                    // Not every runtime detects an incomplete body.
                    return expected is null || received == expected ? received : throw ConnectionFailure.Create(
                        ConnectionErrors.AnswerIncomplete,
                        $"Only {received} of {expected} bytes of the file arrived from {address.Authority}.",
                        method.Name,
                        (int)response.StatusCode,
                        Outcome.Unknown);
                }

                limit.CancelAfter(timeout);
                received += read;
                await target.WriteAsync(buffer, read, limit.Token).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static Task<Stream> OpenAsync(HttpContent content, CancellationToken cancellation) =>
#if NET
        content.ReadAsStreamAsync(cancellation);
#else
        content.ReadAsStreamAsync();
#endif

    /// <summary>The file name from the Content-Disposition header. .NET reads unencoded UTF-8 in it as Latin-1.</summary>
    private static string? NameOf(HttpContentHeaders headers)
    {
        ContentDispositionHeaderValue? disposition = headers.ContentDisposition;
        if (disposition?.FileNameStar is { Length: > 0 } name)
        {
            return name;
        }

        string? plain = disposition?.FileName?.Trim('"');
        return plain is null || plain.All(character => character < 0x80) || plain.Any(character => character > 0xFF)
            ? plain
            : Encoding.UTF8.GetString([.. plain.Select(character => (byte)character)]);
    }
}
