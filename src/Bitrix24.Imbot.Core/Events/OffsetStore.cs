using System.Text;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// Saves the offset of a bot's events on disk. After a header line that identifies the bot, two lines are written alternately, so that a crash during
/// a write leaves the other one intact. The offset never decreases. Only one process at a time can hold a store.
/// </summary>
internal sealed class OffsetStore(string path, Uri portal, long botId) : IDisposable
{
    private const int Version = 1;
    private const string Kind = "event offset";
    private const int HeaderLength = 256;
    private const int FileLength = HeaderLength + (2 * OffsetSlot.Length);

    private readonly string path = LinkedFile.Follow(path);
    private IDisposable? turn;
    private FileStream? file;
    private int nextSlot;

    /// <summary>The saved offset; null in a new store.</summary>
    public OffsetSlot? Current { get; private set; }

    /// <summary>
    /// Whether the system doesn't lock the store, so that another process could also open it. Call this only while the store is open.
    /// </summary>
    public bool IsUnprotected => FileLock.IsIgnored(FileLock.GetLockPath(path));

    /// <summary>Locks and reads the store. A new one is written at full size, so that disk space can't run out after an event was handled.</summary>
    /// <exception cref="B24Exception">
    /// <see cref="EventErrors.OffsetStoreBusy"/>, <see cref="EventErrors.OffsetStoreUnreadable"/>, <see cref="EventErrors.OffsetStoreOfAnotherBot"/>,
    /// <see cref="EventErrors.OffsetStoreNotWritten"/>.
    /// </exception>
    public void Open()
    {
        try
        {
            turn = FileLock.TryAcquire(FileLock.GetLockPath(path)) ?? throw EventErrors.OffsetStoreBusy.With($"The offset store {path} is in use.");
            if (File.Exists(path))
            {
                Read(PrivateFile.Read(path));
            }
            else
            {
                WriteFile(() => PrivateFile.Write(path, Fresh()));
            }

            // A store that can't be written must be reported before an event is handled and before the portal is called.
            file = OpenForWriting();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Dispose();
            throw EventErrors.OffsetStoreUnreadable.With($"The offset store {path} could not be opened: {exception.Message}", exception);
        }
        catch (B24Exception)
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Saves a new offset. An offset below the saved one has no effect.</summary>
    /// <exception cref="B24Exception">
    /// <see cref="EventErrors.OffsetStoreNotWritten"/>, and the errors of <see cref="Open"/> if the store is closed.
    /// </exception>
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

            WriteFile(() => Write(slot));
            Current = slot;
        }
        finally
        {
            if (isClosed)
            {
                Dispose();
            }
        }
    }

    public void Dispose()
    {
        file?.Dispose();
        file = null;
        turn?.Dispose();
        turn = null;
    }

    private void Write(OffsetSlot slot)
    {
        byte[] line = slot.ToLine();
        file!.Seek(HeaderLength + (nextSlot * OffsetSlot.Length), SeekOrigin.Begin);
        file.Write(line, 0, line.Length);
        file.Flush(flushToDisk: true);
        nextSlot = 1 - nextSlot;
    }

    private void WriteFile(Action write) => StateFiles.Run(write, EventErrors.OffsetStoreNotWritten, $"The offset store {path} could not be written");

    private FileStream OpenForWriting() => new(path, FileMode.Open, FileAccess.Write, FileShare.Read, bufferSize: 1);

    private byte[] Fresh()
    {
        JsonMap header = new() { ["format"] = Version, ["kind"] = Kind, ["portal"] = portal.AbsoluteUri, ["botId"] = botId };
        string line = Encoding.UTF8.GetString(JsonMap.Write(header)).PadRight(HeaderLength - 1) + "\n";
        return Encoding.UTF8.GetByteCount(line) == HeaderLength
            ? Encoding.UTF8.GetBytes(line.PadRight(FileLength - 1) + "\n")
            : throw EventErrors.OffsetStoreNotWritten.With($"The portal address is too long for an offset store: {portal.Authority}");
    }

    private void Read(byte[] content)
    {
        try
        {
            if (content.Length < HeaderLength)
            {
                throw new FormatException("The file is incomplete.");
            }

            using JsonDocument header = JsonDocument.Parse(Encoding.UTF8.GetString(content, 0, HeaderLength));
            RequireMatchingHeader(header.RootElement);
            OffsetSlot? first = OffsetSlot.Read(content, HeaderLength);
            OffsetSlot? second = OffsetSlot.Read(content, HeaderLength + OffsetSlot.Length);
            bool secondIsNewer = second is { } two && (first is not { } one || two.Offset > one.Offset);
            Current = secondIsNewer ? second : first;
            nextSlot = secondIsNewer || Current is null ? 0 : 1;
            if (Current is null && !IsFresh(content))
            {
                throw new FormatException("Both of its lines are damaged.");
            }
        }
        catch (Exception exception) when (exception is JsonException or FormatException or ArgumentException)
        {
            throw EventErrors.OffsetStoreUnreadable.With($"The offset store {path} could not be read: {exception.Message}", exception);
        }
    }

    /// <summary>Whether the store was created and never written since.</summary>
    private static bool IsFresh(byte[] content) =>
        content.Length == FileLength && content.Skip(HeaderLength).All(character => character is (byte)' ' or (byte)'\n');

    private void RequireMatchingHeader(JsonElement header)
    {
        if (header.Text("kind") != Kind || header.Number("format") is not { } format)
        {
            throw new FormatException("The file is not an offset store.");
        }

        if (format != Version)
        {
            throw new FormatException($"The file was written by a newer version of the module (format {format}).");
        }

        if (header.Text("portal") != portal.AbsoluteUri || header.Number("botId") != botId)
        {
            throw EventErrors.OffsetStoreOfAnotherBot.With(
                $"The offset store {path} belongs to bot {header.Number("botId")} on {header.Text("portal")}, not to bot {botId} on {portal.AbsoluteUri}.");
        }
    }
}
