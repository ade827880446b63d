using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Bitrix24.Imbot.Core.Listening;

/// <summary>One connection of the listener: a sequence of requests, each answered with a status and no body.</summary>
internal sealed class HttpConnection : IDisposable
{
    private static readonly TimeSpan LingerTime = TimeSpan.FromSeconds(2);

    private readonly Socket socket;
    private readonly EventEndpoint endpoint;
    private readonly HttpLimits limits;
    private readonly NetworkStream stream;
    private readonly HttpInput input;
    private readonly Timer deadline;
    private volatile HttpRefusal? endedBy;

    public HttpConnection(Socket socket, EventEndpoint endpoint, HttpLimits limits, BodyBudget budget)
    {
        this.socket = socket;
        this.endpoint = endpoint;
        this.limits = limits;
        stream = new NetworkStream(socket, ownsSocket: true);
        input = new HttpInput(stream, limits, budget, Evict);
        deadline = new Timer(static connection => ((HttpConnection)connection!).EndLate(), this, limits.Patience, Timeout.InfiniteTimeSpan);
        socket.NoDelay = true;
    }

    /// <summary>Whether no complete request is being processed, so that the connection can be closed to make room for another one.</summary>
    public bool IsWaiting { get; private set; } = true;

    /// <summary>When <see cref="IsWaiting"/> began, as a timestamp of <see cref="Stopwatch"/>.</summary>
    public long WaitsSince { get; private set; } = Stopwatch.GetTimestamp();

    /// <summary>Serves the connection until it ends; never throws.</summary>
    public async Task RunAsync()
    {
        try
        {
            while (await ServeAsync().ConfigureAwait(false))
            {
                deadline.Change(limits.Idle, Timeout.InfiniteTimeSpan);
            }
        }
        catch (HttpRefusal refusal)
        {
            endpoint.Refused(refusal);
            await RefuseAsync(refusal.Status).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            if (endedBy is { } refusal)
            {
                endpoint.Refused(refusal);
            }
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Closes the connection, regardless of its state.</summary>
    public void Dispose()
    {
        deadline.Dispose();
        input.Dispose();
        stream.Dispose();
    }

    private async Task<bool> ServeAsync()
    {
        IsWaiting = true;
        WaitsSince = Stopwatch.GetTimestamp();
        HttpHead? head = await input.ReadHeadAsync(() => deadline.Change(limits.Patience, Timeout.InfiniteTimeSpan)).ConfigureAwait(false);
        if (head is null)
        {
            return false;
        }

        endpoint.Check(head);
        if (head.ContentLength is null && !head.IsChunked)
        {
            throw new HttpRefusal(411, "the length of the body is missing");
        }

        if (head.ContentLength > limits.BodyBytes)
        {
            throw new HttpRefusal(413, "the body is too large");
        }

        deadline.Change(limits.Patience, Timeout.InfiniteTimeSpan);
        if (head.ExpectsContinue)
        {
            await WriteAsync("HTTP/1.1 100 Continue\r\n\r\n").ConfigureAwait(false);
        }

        ArraySegment<byte> body = await input.ReadBodyAsync(head).ConfigureAwait(false);
        IsWaiting = false;
        deadline.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await endpoint.AcceptAsync(body).ConfigureAwait(false);
        deadline.Change(limits.Patience, Timeout.InfiniteTimeSpan);
        await AnswerAsync(200, head.KeepsConnection).ConfigureAwait(false);
        return head.KeepsConnection;
    }

    private async Task RefuseAsync(int status)
    {
        try
        {
            deadline.Change(LingerTime, Timeout.InfiniteTimeSpan);
            await AnswerAsync(status, keepsConnection: false).ConfigureAwait(false);

            // If the connection is closed with unread bytes, it is reset and the client may not receive the answer.
            socket.Shutdown(SocketShutdown.Send);
            await input.DrainAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            // The client has disconnected or doesn't read the answer.
        }
    }

    private Task AnswerAsync(int status, bool keepsConnection) => WriteAsync(AnswerOf(status, keepsConnection));

    private static string AnswerOf(int status, bool keepsConnection)
    {
        StringBuilder answer = new($"HTTP/1.1 {status.ToString(CultureInfo.InvariantCulture)} {ReasonOf(status)}\r\n");
        answer.Append("Date: ").Append(DateTimeOffset.UtcNow.ToString("R", CultureInfo.InvariantCulture)).Append("\r\nContent-Length: 0\r\n");
        answer.Append(status == 405 ? "Allow: POST\r\n" : string.Empty).Append(status is 429 or 503 ? "Retry-After: 5\r\n" : string.Empty);
        answer.Append(keepsConnection ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
        return answer.ToString();
    }

    private Task WriteAsync(string text)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        return stream.WriteAsync(bytes, 0, bytes.Length);
    }

    private void EndLate() => End(new HttpRefusal(408, "the client is too slow"));

    private void Evict() => End(new HttpRefusal(503, "the body arrived too slowly while other requests needed memory"));

    private void End(HttpRefusal refusal)
    {
        endedBy = refusal;
        try
        {
            if (IsWaiting)
            {
                socket.Send(Encoding.ASCII.GetBytes(AnswerOf(refusal.Status, keepsConnection: false)));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The client has disconnected.
        }

        stream.Dispose();
    }

    private static string ReasonOf(int status) => status switch
    {
        200 => "OK",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        411 => "Length Required",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        417 => "Expectation Failed",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        501 => "Not Implemented",
        503 => "Service Unavailable",
        505 => "HTTP Version Not Supported",
        _ => "Refused",
    };
}
