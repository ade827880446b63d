using System.Text;
using System.Text.Json;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// Keeps on disk up to where a bot's events are done. Behind a line that says whose it is stand two lines that are written in turn, so that a
/// process that dies while it writes leaves the other one whole. The offset never goes back. One process at a time may hold a store.
/// </summary>
internal sealed class OffsetStore : IDisposable
{
    private const int Version = 1;
    private const string Kind = "event offset";
    private const int HeaderLength = 256;

    private readonly string path;
    private readonly Uri portal;
    private readonly long botId;
    private IDisposable? turn;
    private FileStream? file;
    private int nextSlot;

    public OffsetStore(string path, Uri portal, long botId)
    {
        this.path = path;
        this.portal = portal;
        this.botId = botId;
    }

    /// <summary>What is kept; null in a fresh store.</summary>
    public OffsetSlot? Current { get; private set; }

    /// <summary>Takes the store and reads it. Nothing is written where there is none yet.</summary>
    /// <exception cref="B24Exception">
    /// <see cref="ErrorKinds.OffsetStoreBusy"/>, <see cref="ErrorKinds.OffsetStoreUnreadable"/>, <see cref="ErrorKinds.OffsetStoreOfAnotherBot"/>,
    /// <see cref="ErrorKinds.OffsetStoreNotWritten"/>.
    /// </exception>
    public void Open()
    {
        try
        {
            turn = FileLock.TryTake(path + ".lock") ?? throw ErrorKinds.OffsetStoreBusy.With($"The offset store {path} is in use.");
            if (File.Exists(path))
            {
                Read(ReadStart());

                // A store that can't be written must be known before an event is handled and before anything is posted.
                file = OpenForWriting();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Dispose();
            throw ErrorKinds.OffsetStoreUnreadable.With($"The offset store {path} cannot be opened: {exception.Message}", exception);
        }
        catch (B24Exception)
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Keeps a new offset; a lower one than is kept changes nothing.</summary>
    /// <exception cref="B24Exception"><see cref="ErrorKinds.OffsetStoreNotWritten"/>, and those of <see cref="Open"/> where it was closed before.</exception>
    public void Advance(OffsetSlot slot)
    {
        bool isClosed = turn is null;
        if (isClosed)
        {
            Open();
        }

        try
        {
            if (Current is { } current && slot.Offset <= current.Offset)
            {
                return;
            }

            Write(slot);
            Current = slot;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ErrorKinds.OffsetStoreNotWritten.With($"The offset store {path} cannot be written: {exception.Message}", exception);
        }
        finally
        {
            if (isClosed)
            {
                Dispose();
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        file?.Dispose();
        file = null;
        turn?.Dispose();
        turn = null;
    }

    private void Write(OffsetSlot slot)
    {
        if (file is null)
        {
            if (!File.Exists(path))
            {
                PrivateFile.Write(path, Fresh());
            }

            file = OpenForWriting();
        }

        byte[] line = slot.ToLine();
        file.Seek(HeaderLength + (nextSlot * OffsetSlot.Length), SeekOrigin.Begin);
        file.Write(line, 0, line.Length);
        file.Flush();
        nextSlot = 1 - nextSlot;
    }

    /// <summary>No more than a store holds: a device has no end.</summary>
    private byte[] ReadStart()
    {
        byte[] content = new byte[HeaderLength + (2 * OffsetSlot.Length) + 1];
        int length = 0;
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        int read;
        while (length < content.Length && (read = stream.Read(content, length, content.Length - length)) > 0)
        {
            length += read;
        }

        return content.AsSpan(0, length).ToArray();
    }

    private FileStream OpenForWriting() => new(path, FileMode.Open, FileAccess.Write, FileShare.Read, bufferSize: 1);

    private byte[] Fresh()
    {
        JsonMap header = new() { ["format"] = Version, ["kind"] = Kind, ["portal"] = portal.AbsoluteUri, ["botId"] = botId };
        string line = Encoding.UTF8.GetString(JsonMapWriter.Write(header)).PadRight(HeaderLength - 1) + "\n";
        byte[] content = new byte[HeaderLength + (2 * OffsetSlot.Length)];
        byte[] text = Encoding.UTF8.GetBytes(line);
        if (text.Length > HeaderLength)
        {
            throw ErrorKinds.OffsetStoreNotWritten.With($"The address of the portal is too long for an offset store: {portal.Authority}");
        }

        for (int position = text.Length; position < content.Length; position++)
        {
            content[position] = (byte)' ';
        }

        text.CopyTo(content, 0);
        content[content.Length - 1] = (byte)'\n';
        return content;
    }

    private void Read(byte[] content)
    {
        try
        {
            if (content.Length < HeaderLength)
            {
                throw new FormatException("It is cut off.");
            }

            using JsonDocument header = JsonDocument.Parse(Encoding.UTF8.GetString(content, 0, HeaderLength));
            RequireOurs(header.RootElement);
            OffsetSlot? first = OffsetSlot.Read(content, HeaderLength);
            OffsetSlot? second = OffsetSlot.Read(content, HeaderLength + OffsetSlot.Length);
            bool secondIsNewer = second is { } two && (first is not { } one || two.Offset > one.Offset);
            Current = secondIsNewer ? second : first;
            nextSlot = secondIsNewer || Current is null ? 0 : 1;
            if (Current is null && !IsFresh(content))
            {
                throw new FormatException("Neither of its lines is whole.");
            }
        }
        catch (Exception exception) when (exception is JsonException or FormatException or ArgumentException)
        {
            throw ErrorKinds.OffsetStoreUnreadable.With($"The offset store {path} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Made, and never written since.</summary>
    private static bool IsFresh(byte[] content) =>
        content.Length == HeaderLength + (2 * OffsetSlot.Length) && content.Skip(HeaderLength).All(character => character is (byte)' ' or (byte)'\n');

    private void RequireOurs(JsonElement header)
    {
        if (header.Text("kind") != Kind || header.Number("format") is not { } format)
        {
            throw new FormatException("This is no offset store.");
        }

        if (format != Version)
        {
            throw new FormatException($"It was written by a newer version of the module, in format {format}.");
        }

        if (header.Text("portal") != portal.AbsoluteUri || header.Number("botId") != botId)
        {
            throw ErrorKinds.OffsetStoreOfAnotherBot.With(
                $"The offset store {path} belongs to bot {header.Number("botId")} on {header.Text("portal")}, and not to bot {botId} on {portal.AbsoluteUri}.");
        }
    }
}
