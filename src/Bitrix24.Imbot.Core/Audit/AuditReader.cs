using System.Text;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Audit;

/// <summary>Reads the entries of an audit one at a time, oldest first, including rotated files. Entries can be added while it reads.</summary>
public static class AuditReader
{
    /// <summary>Reads the entries.</summary>
    /// <param name="path">The current file of a bot. It may not exist, if it was just rotated.</param>
    /// <param name="since">Only entries from this time on; null for all.</param>
    /// <param name="warn">Receives warnings about unreadable lines.</param>
    /// <exception cref="B24Exception"><see cref="FileErrors.FileNotFound"/>, <see cref="FileErrors.FileUnreadable"/>.</exception>
    public static IEnumerable<AuditEntry> Read(string path, DateTimeOffset? since, Action<string> warn)
    {
        string full = LinkedFile.Follow(Path.GetFullPath(path));
        IReadOnlyList<(string Path, DateTimeOffset Rotated)> rotated = AuditNames.FindRotated(full);
        if (rotated.Count == 0 && !File.Exists(full))
        {
            throw FileErrors.FileNotFound.With($"Audit file {full} was not found.");
        }

        // A file that was rotated before this time contains no later entries.
        IEnumerable<string> files = rotated.Where(file => since is null || file.Rotated >= since).Select(file => file.Path).Append(full);
        return files.SelectMany(file => ReadFile(file, warn)).Where(entry => since is null || entry.Time >= since);
    }

    private static IEnumerable<AuditEntry> ReadFile(string path, Action<string> warn)
    {
        using StreamReader? reader = Open(path);
        for (int number = 1; reader?.ReadLine() is { } line; number++)
        {
            AuditEntry? entry = Parse(line);
            if (entry is not null)
            {
                yield return entry;
            }
            else if (line.Length > 0)
            {
                warn($"Line {number} of {path} is not a valid entry and was skipped.");
            }
        }
    }

    private static StreamReader? Open(string path)
    {
        try
        {
            return new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), new UTF8Encoding(false));
        }
        catch (FileNotFoundException)
        {
            // The file was rotated or deleted in the meantime.
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.FileUnreadable.With($"{path} could not be read: {exception.Message}", exception);
        }
    }

    /// <returns>Null for an incomplete line, for example after a crash.</returns>
    private static AuditEntry? Parse(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line, PortalJson.Options);
            return document.RootElement.ValueKind == JsonValueKind.Object ? new AuditEntry(document.RootElement.Clone()) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
