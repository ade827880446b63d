using System.Buffers;
using System.Buffers.Text;

namespace Bitrix24.Imbot.Core.Json;

/// <summary>A file's content as Base64 text that is created while it is sent, so that memory use doesn't depend on the file size.</summary>
/// <param name="name">The name of the file in error messages.</param>
/// <param name="length">The number of bytes to send.</param>
/// <param name="open">Opens the file from its beginning; called once for each attempt.</param>
/// <param name="progressed">Receives the number of bytes that were sent.</param>
internal sealed class Base64Content(string name, long length, Func<Stream> open, Action<long>? progressed = null)
{
    /// <summary>A multiple of three bytes, so that only the end of the file is padded.</summary>
    private const int BytesAtOnce = 3 * 16 * 1024;

    /// <summary>Size of the file in bytes.</summary>
    public long Length => length;

    /// <summary>Size of the Base64 text in bytes.</summary>
    public long TextLength => (Length + 2) / 3 * 4;

    /// <summary>Represents the content in a document until it is sent. It is random, so that it can't occur anywhere else.</summary>
    internal string Placeholder { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Writes the text.</summary>
    /// <param name="destination">The stream to write to.</param>
    /// <param name="stepped">Called after each block.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <exception cref="B24Exception"><see cref="FileErrors.FileUnreadable"/>, <see cref="FileErrors.FileChanged"/>.</exception>
    public async Task CopyToAsync(Stream destination, Action stepped, CancellationToken cancellation)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(BytesAtOnce);
        byte[] text = ArrayPool<byte>.Shared.Rent(Base64.GetMaxEncodedToUtf8Length(BytesAtOnce));
        try
        {
            using Stream source = Open();
            for (long sent = 0; sent < Length;)
            {
                int wanted = (int)Math.Min(BytesAtOnce, Length - sent);
                await FillAsync(source, bytes, wanted, cancellation).ConfigureAwait(false);
                Base64.EncodeToUtf8(bytes.AsSpan(0, wanted), text, out _, out int written);
                await destination.WriteAsync(text, 0, written, cancellation).ConfigureAwait(false);
                sent += wanted;
                stepped();
                progressed?.Invoke(sent);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
            ArrayPool<byte>.Shared.Return(text);
        }
    }

    private Stream Open()
    {
        try
        {
            return open();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.FileUnreadable.With($"{name} could not be read: {exception.Message}", exception);
        }
    }

    private async Task FillAsync(Stream source, byte[] buffer, int wanted, CancellationToken cancellation)
    {
        for (int filled = 0; filled < wanted;)
        {
            int read;
            try
            {
                read = await source.ReadAsync(buffer, filled, wanted - filled, cancellation).ConfigureAwait(false);
            }
            catch (IOException exception)
            {
                throw FileErrors.FileUnreadable.With($"{name} could not be read completely: {exception.Message}", exception);
            }

            if (read == 0)
            {
                throw FileErrors.FileChanged.With($"{name} became shorter while it was being sent.");
            }

            filled += read;
        }
    }
}
