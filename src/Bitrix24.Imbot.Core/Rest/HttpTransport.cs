using System.Net;
using System.Net.Http.Headers;
using System.Reflection;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// The only class that calls a portal: posts data, reads an answer, and reports what went wrong. It follows no redirects and stores no cookies.
/// </summary>
internal sealed class HttpTransport(HttpMessageHandler handler, TimeSpan timeout)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly MediaTypeHeaderValue Form = new("application/x-www-form-urlencoded");

    /// <summary>The user agent of this library.</summary>
    internal static readonly ProductInfoHeaderValue UserAgent = new("Bitrix24.Imbot", GetProductVersion());

    private static readonly string UserAgentText = UserAgent.ToString();

    /// <summary>
    /// Maximum size of an answer in bytes after decompression. It is far above any answer of this API, and too small to harm the process.
    /// </summary>
    private const int MaxAnswer = 64 * 1024 * 1024;

    private const int BufferSize = 4096;

    private readonly HttpMessageInvoker http = new(handler, disposeHandler: false);

    /// <summary>Posts a JSON document. While a file is being sent, the time limit restarts with each block.</summary>
    /// <param name="address">The address to post to.</param>
    /// <param name="body">The document.</param>
    /// <param name="method">The name of the method, for error messages.</param>
    /// <param name="cancellation">Cancels the call.</param>
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

        // Known valid text: parsed headers would be formatted again for each request.
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

            // Lets the server reject a call because of its headers before a large file is sent.
            request.Headers.ExpectContinue = file.IsLarge ? true : null;
        }

        int? status = null;
        try
        {
            using HttpResponseMessage response = await http.SendAsync(request, limit.Token).ConfigureAwait(false);
            status = (int)response.StatusCode;
            RequireProxy(response, address, method);
            byte[] content = await ReadAsync(response.Content, limit.Token).ConfigureAwait(false);
            return new HttpAnswer((int)response.StatusCode, content, response.Headers.Location, RetryAfterOf(response));
        }
        catch (Exception) when (file?.Failure is not null)
        {
            throw file.Failure;
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested && !limit.IsCancellationRequested)
        {
            // The handler's own time limit for connecting.
            throw ConnectionFailure.Create(
                ProxyFor(address) is null ? ConnectionErrors.PortalUnreachable : ConnectionErrors.ProxyRefused,
                $"The connection to {ProxyFor(address)?.Authority ?? address.Authority} timed out.",
                method,
                null,
                Outcome.NotExecuted,
                exception);
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            throw ConnectionFailure.Create(
                ConnectionErrors.PortalTimeout,
                $"{address.Authority}{ConnectionFailure.Via(ProxyFor(address))} did not answer {method} within {timeout.TotalSeconds:0.##} s.",
                method,
                status,
                file is { IsSent: false } ? Outcome.NotExecuted : Outcome.Unknown,
                exception);
        }
        catch (InvalidDataException exception) when (status is not null)
        {
            // The answer is too large, or doesn't match its Content-Encoding.
            throw ConnectionFailure.Create(
                ConnectionErrors.AnswerTooLarge,
                $"The answer from {address.Authority} to {method} is larger than {MaxAnswer >> 20} MiB or could not be decompressed.",
                method,
                status,
                Outcome.Unknown,
                exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw ConnectionFailure.Explain(exception, address, method, status, file is { IsSent: false }, ProxyFor(address));
        }
    }

    /// <summary>A proxy that requires credentials answers instead of the portal.</summary>
    private void RequireProxy(HttpResponseMessage response, Uri address, string method)
    {
        if (response.StatusCode == HttpStatusCode.ProxyAuthenticationRequired)
        {
            throw ConnectionFailure.Create(
                ConnectionErrors.ProxyRefused,
                $"The proxy {ProxyFor(address)?.Authority} requires a user name and a password.",
                method,
                (int)response.StatusCode,
                Outcome.NotExecuted);
        }
    }

    private Uri? ProxyFor(Uri address) => (handler as PortalHandler)?.ProxyFor(address);

    /// <summary>A number of seconds or a date. A date is compared with the server's own clock if the answer contains it.</summary>
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

    private static string GetProductVersion() =>
        typeof(HttpTransport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
