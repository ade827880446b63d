using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// The one door to the network: posts bytes, reads an answer, and names what went wrong. It follows no redirect and keeps no cookie.
/// </summary>
internal sealed class HttpDoor
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly MediaTypeHeaderValue Form = new("application/x-www-form-urlencoded");

    /// <summary>What this library calls itself.</summary>
    internal static readonly ProductInfoHeaderValue UserAgent = new("Bitrix24.Imbot", OwnVersion());

    private static readonly string UserAgentText = UserAgent.ToString();

    /// <summary>Far above any answer of this API, and far below what would harm the process; counted after decompression.</summary>
    private const int LargestAnswer = 64 * 1024 * 1024;

    /// <summary>Up to here room is made for what an answer says it will be, before it has come: more than a full page of events.</summary>
    private const int LargestTrusted = 8 * 1024 * 1024;

    private const int FirstBuffer = 4096;

    /// <summary>Larger buffers are not pooled: the pool would keep every size for as long as the process lives.</summary>
    private const int LargestPooled = 1024 * 1024;

    private readonly HttpMessageInvoker http;
    private readonly PortalHandler? routes;
    private readonly TimeSpan timeout;

    public HttpDoor(HttpMessageHandler handler, TimeSpan timeout)
    {
        http = new HttpMessageInvoker(handler, disposeHandler: false);
        routes = handler as PortalHandler;
        this.timeout = timeout;
    }

    /// <summary>Posts a JSON document. While a file in it is sent, the time limit counts from the last piece that went out.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="body">The document.</param>
    /// <param name="method">The method's name, for errors.</param>
    /// <param name="blocks">
    /// Whether the caller's thread may be held until the answer begins; the rest has come with it, as a rule. Nothing is handed from thread to thread then, which
    /// costs more than the call itself. Where the framework or a file in the document do not allow it, the call goes its ordinary way.
    /// </param>
    /// <param name="cancellation">Ends it at once.</param>
    public Task<HttpAnswer> PostJsonAsync(Uri address, JsonBody body, string method, bool blocks, CancellationToken cancellation) => body.Content is null
        ? PostAsync(address, new ByteArrayContent(body.Head), Json, method, blocks, cancellation)
        : PostAsync(address, new JsonBodyContent(body, cancellation), Json, method, blocks: false, cancellation);

    /// <summary>Posts a form.</summary>
    public Task<HttpAnswer> PostFormAsync(Uri address, IReadOnlyList<KeyValuePair<string, string>> form, string method, CancellationToken cancellation)
    {
        string text = string.Join("&", form.Select(pair => Uri.EscapeDataString(pair.Key) + "=" + Uri.EscapeDataString(pair.Value)));
        return PostAsync(address, new ByteArrayContent(System.Text.Encoding.ASCII.GetBytes(text)), Form, method, blocks: false, cancellation);
    }

    private async Task<HttpAnswer> PostAsync(
        Uri address,
        HttpContent body,
        MediaTypeHeaderValue type,
        string method,
        bool blocks,
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

            // A call that is refused at the door is refused before a large file is sent for nothing.
            request.Headers.ExpectContinue = file.IsLarge ? true : null;
        }

        int? status = null;
        try
        {
            using HttpResponseMessage response = await SendAsync(request, blocks, limit.Token).ConfigureAwait(false);
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
                routes?.ProxyFor(address) is null ? ErrorKinds.PortalUnreachable : ErrorKinds.ProxyRefused,
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
                ErrorKinds.PortalTimeout,
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
                ErrorKinds.AnswerTooLarge,
                $"The answer of {address.Authority} to {method} is larger than {LargestAnswer >> 20} MiB or cannot be unpacked.",
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
            throw new B24Exception(ErrorKinds.ProxyRefused, $"The proxy {routes?.ProxyFor(address)?.Authority} wants a user and a password.")
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

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, bool blocks, CancellationToken cancellation)
    {
#if NET
        if (blocks)
        {
            return Task.FromResult(http.Send(request, cancellation));
        }
#endif
        return http.SendAsync(request, cancellation);
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
#if NET
        using Stream stream = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
#else
        using Stream stream = await content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
        if (content.Headers.ContentLength > LargestAnswer)
        {
            throw new InvalidDataException();
        }

        return content.Headers.ContentLength is > 0 and <= LargestTrusted and { } length
            ? await ReadExactlyAsync(stream, (int)length, cancellation).ConfigureAwait(false)
            : await ReadToEndAsync(stream, cancellation).ConfigureAwait(false);
    }

    /// <summary>Into an array that is as long as the answer says it is. A shorter one is found out by the HTTP client.</summary>
    private static async Task<byte[]> ReadExactlyAsync(Stream stream, int length, CancellationToken cancellation)
    {
        byte[] content = new byte[length];
        int filled = 0;
        while (filled < length)
        {
            int read = await stream.ReadAsync(content, filled, length - filled, cancellation).ConfigureAwait(false);
            if (read == 0)
            {
                return content.AsSpan(0, filled).ToArray();
            }

            filled += read;
        }

        return content;
    }

    private static async Task<byte[]> ReadToEndAsync(Stream stream, CancellationToken cancellation)
    {
        byte[] buffer = RentBuffer(FirstBuffer);
        int filled = 0;
        try
        {
            while (true)
            {
                int read = await stream.ReadAsync(buffer, filled, buffer.Length - filled, cancellation).ConfigureAwait(false);
                if (read == 0)
                {
                    return buffer.AsSpan(0, filled).ToArray();
                }

                filled += read;
                if (filled > LargestAnswer)
                {
                    throw new InvalidDataException();
                }

                if (filled == buffer.Length)
                {
                    byte[] larger = RentBuffer(Math.Min(buffer.Length * 2, LargestAnswer + 1));
                    buffer.AsSpan(0, filled).CopyTo(larger);
                    ReturnBuffer(buffer);
                    buffer = larger;
                }
            }
        }
        finally
        {
            ReturnBuffer(buffer);
        }
    }

    private static byte[] RentBuffer(int size) => size > LargestPooled ? new byte[size] : ArrayPool<byte>.Shared.Rent(size);

    private static void ReturnBuffer(byte[] buffer)
    {
        if (buffer.Length <= LargestPooled)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string OwnVersion() =>
        typeof(HttpDoor).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
