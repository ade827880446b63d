using System.Buffers;
using System.Buffers.Text;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Core.Json;

/// <summary>A file's content as a text in Base64, which is made while it is sent: the memory that it takes does not grow with the file.</summary>
internal sealed class Base64Content
{
    /// <summary>A whole number of groups of three bytes, so that only the end of the file is padded.</summary>
    private const int BytesAtOnce = 3 * 16 * 1024;

    private readonly Func<Stream> open;
    private readonly Action<long>? progressed;

    /// <param name="name">What the file is called in an error.</param>
    /// <param name="length">Bytes to be sent.</param>
    /// <param name="open">Opens the file from its beginning; called once for each attempt.</param>
    /// <param name="progressed">Hears how many bytes are sent.</param>
    public Base64Content(string name, long length, Func<Stream> open, Action<long>? progressed = null)
    {
        Name = name;
        Length = length;
        this.open = open;
        this.progressed = progressed;
    }

    /// <summary>What the file is called in an error.</summary>
    public string Name { get; }

    /// <summary>Bytes of the file.</summary>
    public long Length { get; }

    /// <summary>Bytes of the text.</summary>
    public long TextLength => (Length + 2) / 3 * 4;

    /// <summary>Stands in a document for the content until it is sent; nobody can have written it anywhere else.</summary>
    internal string Placeholder { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Writes the text.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="stepped">Called after each piece.</param>
    /// <param name="cancellation">Ends it.</param>
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
            throw FileErrors.FileUnreadable.With($"{Name} cannot be read: {exception.Message}", exception);
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
                throw FileErrors.FileUnreadable.With($"{Name} cannot be read to its end: {exception.Message}", exception);
            }

            if (read == 0)
            {
                throw FileErrors.FileChanged.With($"{Name} became shorter while it was sent.");
            }

            filled += read;
        }
    }
}
