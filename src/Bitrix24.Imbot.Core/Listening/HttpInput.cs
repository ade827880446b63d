using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Bitrix24.Imbot.Core.Listening;

/// <summary>
/// Reads from a connection: heads and bodies, by length or in chunks, within the limits. If a body on another connection needs the memory, the
/// connection is closed with <paramref name="evict"/>.
/// </summary>
internal sealed class HttpInput(NetworkStream stream, HttpLimits limits, BodyBudget budget, Action evict) : IDisposable
{
    private const int ChunkLineLimit = 256;
    private const int TrailerLimit = 4096;

    private byte[] buffer = new byte[2048];
    private int start;
    private int end;
    private BodyBudget.Lease? lease;

    /// <summary>Reads a head.</summary>
    /// <param name="begun">Called when the first byte arrives.</param>
    /// <returns>Null if the client closed the connection before a request.</returns>
    /// <exception cref="HttpRefusal">The head is not valid or is too long.</exception>
    public async Task<HttpHead?> ReadHeadAsync(Action begun)
    {
        ReleaseBody();
        int searched = start;
        bool isBegun = false;
        while (true)
        {
            if (end > start && !isBegun)
            {
                begun();
                isBegun = true;
            }

            int found = IndexOfEmptyLine(searched);
            if (found >= 0)
            {
                HttpHead head = HttpHead.Read(buffer, start, found - start, limits.Headers);
                start = found + 4;
                return head;
            }

            if (end - start >= limits.HeadBytes)
            {
                throw new HttpRefusal(431, "the headers are too long");
            }

            searched = Math.Max(start, end - 3);
            int shift = start;
            if (!await FillAsync(limits.HeadBytes).ConfigureAwait(false))
            {
                return end == start ? null : throw new HttpRefusal(400, "incomplete request header");
            }

            searched -= shift - start;
        }
    }

    /// <summary>Reads a body.</summary>
    /// <exception cref="HttpRefusal">400, 413 or 503.</exception>
    public async Task<ArraySegment<byte>> ReadBodyAsync(HttpHead head)
    {
        ArraySegment<byte> body = head.IsChunked
            ? await ReadChunksAsync().ConfigureAwait(false)
            : await ReadLengthAsync((int)(head.ContentLength ?? 0)).ConfigureAwait(false);
        lease?.Finish();
        return body;
    }

    /// <summary>Reads and discards the remaining input, so that the client can receive the answer.</summary>
    public async Task DrainAsync()
    {
        int left = limits.BodyBytes;
        while (left > 0)
        {
            int count = await stream.ReadAsync(buffer, 0, buffer.Length).ConfigureAwait(false);
            if (count == 0)
            {
                return;
            }

            left -= count;
        }
    }

    public void Dispose() => ReleaseBody();

    private async Task<ArraySegment<byte>> ReadLengthAsync(int length) =>
        new(await ReadPartAsync([], 0, length, length).ConfigureAwait(false), 0, length);

    /// <summary>Reads a number of bytes after those that the body already has.</summary>
    private async Task<byte[]> ReadPartAsync(byte[] body, int count, int size, int max)
    {
        for (int stop = count + size; count < stop;)
        {
            if (end == start && !await FillAsync(limits.HeadBytes).ConfigureAwait(false))
            {
                throw new HttpRefusal(400, "incomplete body");
            }

            int part = Math.Min(end - start, stop - count);
            body = Append(body, count, part, max);
            count += part;
        }

        return body;
    }

    private async Task<ArraySegment<byte>> ReadChunksAsync()
    {
        byte[] body = [];
        int count = 0;
        while (true)
        {
            int size = SizeIn(await ReadLineAsync(ChunkLineLimit).ConfigureAwait(false));
            if (size == 0)
            {
                break;
            }

            if (size > limits.BodyBytes - count)
            {
                throw new HttpRefusal(413, "the body is too large");
            }

            body = await ReadPartAsync(body, count, size, limits.BodyBytes).ConfigureAwait(false);
            count += size;
            if ((await ReadLineAsync(ChunkLineLimit).ConfigureAwait(false)).Length > 0)
            {
                throw new HttpRefusal(400, "a chunk is longer than announced");
            }
        }

        int trailers = 0;
        while (await ReadLineAsync(ChunkLineLimit).ConfigureAwait(false) is { Length: > 0 } trailer)
        {
            trailers += trailer.Length;
            if (trailers > TrailerLimit)
            {
                throw new HttpRefusal(431, "the trailers are too long");
            }
        }

        return new ArraySegment<byte>(body, 0, count);
    }

    private static int SizeIn(string line)
    {
        string size = line.Split(';')[0].TrimEnd(' ', '\t');
        return size.Length is > 0 and <= 7 && size.All(Uri.IsHexDigit)
            ? int.Parse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            : throw new HttpRefusal(size.Length > 7 && size.All(Uri.IsHexDigit) ? 413 : 400, "invalid chunk size");
    }

    private async Task<string> ReadLineAsync(int limit)
    {
        while (true)
        {
            int feed = Array.IndexOf(buffer, (byte)'\n', start, end - start);
            if (feed >= 0)
            {
                if (feed == start || buffer[feed - 1] != '\r')
                {
                    throw new HttpRefusal(400, "invalid line ending");
                }

                string line = Encoding.ASCII.GetString(buffer, start, feed - 1 - start);
                start = feed + 1;
                return line;
            }

            if (end - start > limit)
            {
                throw new HttpRefusal(400, "a line is too long");
            }

            if (!await FillAsync(limits.HeadBytes).ConfigureAwait(false))
            {
                throw new HttpRefusal(400, "incomplete body");
            }
        }
    }

    private byte[] Append(byte[] body, int count, int part, int max)
    {
        if (body.Length < count + part)
        {
            int size = Math.Min(max, Math.Max(count + part, Math.Max(body.Length * 2, 4096)));
            lease ??= budget.Begin(evict);
            if (!lease.TryGrow(size - body.Length))
            {
                throw new HttpRefusal(503, "the memory for request bodies is used up");
            }

            Array.Resize(ref body, size);
        }

        Buffer.BlockCopy(buffer, start, body, count, part);
        start += part;
        return body;
    }

    private void ReleaseBody()
    {
        lease?.Dispose();
        lease = null;
    }

    private int IndexOfEmptyLine(int from)
    {
        for (int index = from; index + 3 < end; index++)
        {
            if (buffer[index] == '\r' && buffer[index + 1] == '\n' && buffer[index + 2] == '\r' && buffer[index + 3] == '\n')
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>Reads more bytes; false at the end of the connection.</summary>
    private async Task<bool> FillAsync(int max)
    {
        if (start > 0)
        {
            Buffer.BlockCopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }

        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, Math.Min(max, buffer.Length * 2));
        }

        int count = await stream.ReadAsync(buffer, end, buffer.Length - end).ConfigureAwait(false);
        end += count;
        return count > 0;
    }
}
