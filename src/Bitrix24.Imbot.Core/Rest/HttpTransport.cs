using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// The only code that calls a portal: posts bytes, reads an answer, and names what went wrong. It follows no redirect and keeps no cookie.
/// </summary>
internal sealed class HttpTransport
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly MediaTypeHeaderValue Form = new("application/x-www-form-urlencoded");

    /// <summary>What this library calls itself.</summary>
    internal static readonly ProductInfoHeaderValue UserAgent = new("Bitrix24.Imbot", OwnVersion());

    private static readonly string UserAgentText = UserAgent.ToString();

    /// <summary>Far above any answer of this API, and far below what would harm the process; in bytes after decompression.</summary>
    private const int MaxAnswer = 64 * 1024 * 1024;

    private const int BufferSize = 4096;

    private readonly HttpMessageInvoker http;
    private readonly PortalHandler? routes;
    private readonly TimeSpan timeout;

    public HttpTransport(HttpMessageHandler handler, TimeSpan timeout)
    {
        http = new HttpMessageInvoker(handler, disposeHandler: false);
        routes = handler as PortalHandler;
        this.timeout = timeout;
    }

    /// <summary>Posts a JSON document. While a file in it is sent, the time limit counts from the last piece that went out.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="body">The document.</param>
    /// <param name="method">The method's name, for errors.</param>
    /// <param name="cancellation">Ends it at once.</param>
    public Task<HttpAnswer> PostJsonAsync(Uri address, JsonBody body, string method, CancellationToken cancellation) => body.Content is null
        ? PostAsync(address, new ByteArrayContent(body.Head), Json, method, cancellation)
        : PostAsync(address, new JsonBodyContent(body, cancellation), Json, method, cancellation);

    /// <summary>Posts a form.</summary>
    public Task<HttpAnswer> PostFormAsync(Uri address, IReadOnlyList<KeyValuePair<string, string>> form, string method, CancellationToken cancellation)
    {
        string text = string.Join("&", form.Select(pair => Uri.EscapeDataString(pair.Key) + "=" + Uri.EscapeDataString(pair.Value)));
        return PostAsync(address, new ByteArrayContent(System.Text.Encoding.ASCII.GetBytes(text)), Form, method, cancellation);
    }

    private async Task<HttpAnswer> PostAsync(
        Uri address,
        HttpContent body,
        MediaTypeHeaderValue type,
        string method,
        CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, address);

        // As text that is known to be right: parsed headers would be written out anew for each request.
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgentText);
        request.Content = body;
        request.Content.Headers.ContentType = type;

        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        JsonBodyContent? file = body as JsonBodyContent;
        if (file is not null)
        {
            file.RestartLimit = () => limit.CancelAfter(timeout);

            // A call that is refused because of its headers is refused before a large file is sent for nothing.
            request.Headers.ExpectContinue = file.IsLarge ? true : null;
        }

        int? status = null;
        try
        {
            using HttpResponseMessage response = await http.SendAsync(request, limit.Token).ConfigureAwait(false);
            status = (int)response.StatusCode;
            RequireProxy(response, address, method);
            byte[] content = await ReadAsync(response.Content, limit.Token).ConfigureAwait(false);
            return new HttpAnswer(
                (int)response.StatusCode,
                response.Content.Headers.ContentType?.MediaType,
                content,
                response.Headers.Location,
                RetryAfterOf(response));
        }
        catch (Exception) when (file?.Failure is not null)
        {
            throw file.Failure;
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested && !limit.IsCancellationRequested)
        {
            // The handler's own limit for making a connection.
            throw new B24Exception(
                routes?.ProxyFor(address) is null ? ConnectionErrors.PortalUnreachable : ConnectionErrors.ProxyRefused,
                $"No connection to {routes?.ProxyFor(address)?.Authority ?? address.Authority} could be made in time.",
                exception)
            {
                Method = method,
                Outcome = Outcome.NotExecuted,
            };
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            throw new B24Exception(
                ConnectionErrors.PortalTimeout,
                $"{address.Authority}{ConnectionFailure.Via(routes?.ProxyFor(address))} did not answer {method} within {timeout.TotalSeconds:0.##} s.",
                exception)
            {
                HttpStatus = status,
                Method = method,
                Outcome = file is { IsSent: false } ? Outcome.NotExecuted : Outcome.Unknown,
            };
        }
        catch (InvalidDataException exception) when (status is not null)
        {
            // Too large, or not what its Content-Encoding promises.
            throw new B24Exception(
                ConnectionErrors.AnswerTooLarge,
                $"The answer of {address.Authority} to {method} is larger than {MaxAnswer >> 20} MiB or cannot be unpacked.",
                exception)
            {
                HttpStatus = status,
                Method = method,
                Outcome = Outcome.Unknown,
            };
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw ConnectionFailure.Explain(exception, address, method, status, file is { IsSent: false }, routes?.ProxyFor(address));
        }
    }

    /// <summary>A proxy that wants a user and a password answers in the portal's place.</summary>
    private void RequireProxy(HttpResponseMessage response, Uri address, string method)
    {
        if (response.StatusCode == HttpStatusCode.ProxyAuthenticationRequired)
        {
            throw new B24Exception(ConnectionErrors.ProxyRefused, $"The proxy {routes?.ProxyFor(address)?.Authority} wants a user and a password.")
            {
                HttpStatus = (int)response.StatusCode,
                Method = method,
                Outcome = Outcome.NotExecuted,
            };
        }
    }

    /// <summary>As a number of seconds, or as a date, which is taken against the server's own clock where it tells it.</summary>
    internal static TimeSpan? RetryAfterOf(HttpResponseMessage response)
    {
        RetryConditionHeaderValue? asked = response.Headers.RetryAfter;
        TimeSpan? wait = asked?.Delta ?? (asked?.Date is { } date ? date - (response.Headers.Date ?? DateTimeOffset.UtcNow) : null);
        return wait is { } time && time < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        if (content.Headers.ContentLength > MaxAnswer)
        {
            throw new InvalidDataException();
        }

#if NET
        using Stream stream = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
#else
        using Stream stream = await content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
        using MemoryStream answer = new();
        byte[] buffer = new byte[BufferSize];
        int read;
        while ((read = await stream.ReadAsync(buffer, 0, buffer.Length, cancellation).ConfigureAwait(false)) > 0)
        {
            answer.Write(buffer, 0, read);
            if (answer.Length > MaxAnswer)
            {
                throw new InvalidDataException();
            }
        }

        return answer.ToArray();
    }

    private static string OwnVersion() =>
        typeof(HttpTransport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
