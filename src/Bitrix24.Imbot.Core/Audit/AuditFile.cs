using System.Globalization;
using System.Text.RegularExpressions;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Audit;

/// <summary>
/// Writes an audit file with one JSON object per line, in files that only their owner can read. Each entry is flushed to disk before the caller
/// continues. Several threads and processes can write to one file. Problems that don't prevent writing, such as a failed rotation, are warnings.
/// </summary>
internal sealed class AuditFile(string path, AuditOptions options, IClock clock, Action<string> warn)
{
    private static readonly Regex Time = new("^\\s*\\{\\s*\"time\"\\s*:\\s*\"([^\"]*)\"", RegexOptions.CultureInvariant);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly string path = LinkedFile.Follow(Path.GetFullPath(path));
    private readonly object gate = new();

    /// <summary>Checks whether the file can be written, so that a wrong path is reported before the first call. Leaves no empty file.</summary>
    /// <exception cref="B24Exception"><see cref="FunctionErrors.AuditNotWritten"/>.</exception>
    public void Open() => Locked(() =>
    {
        PrivateFile.ProbeLines(path);
        RemoveOld();
    });

    /// <param name="entry">The entry, without its time.</param>
    /// <exception cref="B24Exception"><see cref="FunctionErrors.AuditNotWritten"/>: no part of the entry was written.</exception>
    public void Append(JsonMap entry)
    {
        DateTimeOffset now = clock.UtcNow;
        JsonMap line = new() { ["time"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) };
        foreach (KeyValuePair<string, object?> member in entry)
        {
            line.AddUnlessNull(member.Key, member.Value);
        }

        byte[] content = [.. JsonMap.Write(line), (byte)'\n'];
        Locked(() =>
        {
            RotateIfDue(now);
            PrivateFile.AppendLine(path, content);
        });
    }

    private void Locked(Action write) => StateFiles.Run(
        () =>
        {
            lock (gate)
            {
                using IDisposable turn = AcquireTurn();
                write();
            }
        },
        FunctionErrors.AuditNotWritten,
        $"The audit file {path} could not be written");

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
                throw new IOException("Another process is writing to the file.");
            }

            clock.DelayAsync(Pause, CancellationToken.None).GetAwaiter().GetResult();
        }
    }

    /// <summary>A failed rotation must not block a run, because the file can still be written.</summary>
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
            warn($"The audit file {path} could not be rotated and continues to grow: {exception.Message}");
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

    /// <summary>Null if the first line is not a valid entry.</summary>
    private DateTimeOffset? FirstTime() =>
        Time.Match(File.ReadLines(path).FirstOrDefault() ?? string.Empty) is { Success: true } match
        && DateTimeOffset.TryParse(match.Groups[1].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : null;
}
