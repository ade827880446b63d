using System.Globalization;
using System.Text.Json;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Audit;

/// <summary>
/// Writes an audit: one JSON object a line, on disk before the writer goes on, in files that only their owner can read. Several threads and processes can write to
/// one file.
/// </summary>
internal sealed class AuditFile
{
    /// <summary>Of the first line; it begins with the time.</summary>
    private const int HeadLength = 200;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly string path;
    private readonly AuditOptions options;
    private readonly IClock clock;
    private readonly Action<string> warn;
    private readonly object gate = new();

    /// <param name="path">The file.</param>
    /// <param name="options">When it is rotated.</param>
    /// <param name="clock">Time.</param>
    /// <param name="warn">Hears what doesn't stop a line from being written: a file that can't be rotated.</param>
    public AuditFile(string path, AuditOptions options, IClock clock, Action<string> warn)
    {
        this.path = LinkedFile.Follow(Path.GetFullPath(path));
        this.options = options;
        this.clock = clock;
        this.warn = warn;
    }

    /// <summary>Tries whether the file can be written, so that a wrong path is known before somebody calls. No empty file stays.</summary>
    /// <exception cref="B24Exception"><see cref="FunctionErrors.AuditNotWritten"/>.</exception>
    public void Open() => Locked(() =>
    {
        bool isNew = !File.Exists(path);
        PrivateFile.AppendLine(path, []);
        if (isNew)
        {
            File.Delete(path);
        }

        RemoveOld();
    });

    /// <summary>Adds a line.</summary>
    /// <param name="entry">What happened, without its time.</param>
    /// <exception cref="B24Exception"><see cref="FunctionErrors.AuditNotWritten"/>: nothing of it was written.</exception>
    public void Append(JsonMap entry)
    {
        DateTimeOffset now = clock.UtcNow;
        JsonMap line = new() { ["time"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) };
        foreach (KeyValuePair<string, object?> member in entry)
        {
            line.AddUnlessNull(member.Key, member.Value);
        }

        byte[] content = [.. JsonMapWriter.Write(line), (byte)'\n'];
        Locked(() =>
        {
            RotateIfDue(now);
            PrivateFile.AppendLine(path, content);
        });
    }

    private void Locked(Action write)
    {
        try
        {
            lock (gate)
            {
                using IDisposable turn = AcquireTurn();
                write();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FunctionErrors.AuditNotWritten.With($"The audit file {path} cannot be written: {exception.Message}", exception);
        }
    }

    private IDisposable AcquireTurn()
    {
        TimeSpan begun = clock.Elapsed;
        while (true)
        {
            if (FileLock.TryAcquire(FileLock.GetLockPath(path)) is { } turn)
            {
                return turn;
            }

            if (clock.Elapsed - begun >= options.MaxWait)
            {
                throw new IOException("Another process is writing to it.");
            }

            clock.DelayAsync(Pause, CancellationToken.None).GetAwaiter().GetResult();
        }
    }

    /// <summary>A file that can't be rotated can still be written, and a run must not be refused for it.</summary>
    private void RotateIfDue(DateTimeOffset now)
    {
        FileInfo file = new(path);
        if (!file.Exists || file.Length == 0 || (file.Length < options.MaxLength && !(now - FirstTime() >= options.MaxAge)))
        {
            return;
        }

        try
        {
            string rotated = AuditNames.RotatedOf(path, now);
            while (File.Exists(rotated))
            {
                now = now.AddMilliseconds(1);
                rotated = AuditNames.RotatedOf(path, now);
            }

            File.Move(path, rotated);
            FolderOnDisk.Flush(Path.GetDirectoryName(path)!);
            RemoveOld();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            warn($"The audit file {path} cannot be rotated and grows on: {exception.Message}");
        }
    }

    private void RemoveOld()
    {
        foreach ((string file, DateTimeOffset rotated) in AuditNames.FindRotated(path))
        {
            if (clock.UtcNow - rotated > options.Retention)
            {
                File.Delete(file);
            }
        }
    }

    /// <summary>Null where the first line isn't one of ours.</summary>
    private DateTimeOffset? FirstTime()
    {
        byte[] head = new byte[HeadLength];
        int length;
        using (FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        {
            length = stream.Read(head, 0, head.Length);
        }

        Utf8JsonReader reader = new(head.AsSpan(0, length), isFinalBlock: false, default);
        try
        {
            return reader.Read() && reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("time") && reader.Read()
                && reader.TokenType == JsonTokenType.String
                && DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
                ? time
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
