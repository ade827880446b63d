using System.Globalization;
using System.Text;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// Remembers the events that were done before an older one, in a file with one line each: number, date, and a key of the content. The offset can't
/// express these, so the portal returns them again after a crash; they are skipped then. The file is deleted when the offset has passed all of them.
/// An incomplete line is ignored, so its event is handled again. The lines are passed to the operating system but not flushed to the disk: if the
/// process is killed, nothing is lost. After a power failure, the last events are handled again.
/// </summary>
internal sealed class DoneEvents(string path) : IDisposable
{
    private const string NoDate = "-";

    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly HashSet<long> numbers = [];
    private FileStream? file;
    private long highest;

    /// <exception cref="IOException">The file can't be read. <see cref="UnauthorizedAccessException"/> likewise.</exception>
    public void Open()
    {
        Clear();
        string content = File.Exists(path) ? Read() : string.Empty;
        int end = content.LastIndexOf('\n');
        foreach (string line in end < 0 ? [] : content.Substring(0, end).Split('\n'))
        {
            Remember(line);
        }
    }

    /// <summary>Whether this event, with this date, was done before.</summary>
    public bool Contains(PortalEvent item) => item.UsableId is { } id && numbers.Contains(id) && known.Contains(LineOf(item));

    /// <exception cref="IOException">The file can't be written. <see cref="UnauthorizedAccessException"/> likewise.</exception>
    public void Add(PortalEvent item)
    {
        string line = LineOf(item);
        if (item.UsableId is { } && Remember(line))
        {
            Append(Encoding.ASCII.GetBytes(line + "\n"));
        }
    }

    /// <summary>Deletes the file if the new offset is past all remembered events.</summary>
    /// <exception cref="IOException">The file can't be deleted. <see cref="UnauthorizedAccessException"/> likewise.</exception>
    public void Forget(long offset)
    {
        if (known.Count > 0 && offset > highest)
        {
            Clear();
            Dispose();
            File.Delete(path);
        }
    }

    /// <summary>Closes the file. <see cref="Add"/> opens it again.</summary>
    public void Dispose()
    {
        FileStream? closed = file;
        file = null;
        closed?.Dispose();
    }

    private void Clear()
    {
        known.Clear();
        numbers.Clear();
        highest = 0;
    }

    /// <summary>Reads the file even while another process that is about to end has it open.</summary>
    private string Read()
    {
        using StreamReader reader = new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite), Encoding.ASCII);
        return reader.ReadToEnd();
    }

    private void Append(byte[] line)
    {
        try
        {
            if (file is null)
            {
                file = PrivateFile.OpenForLines(path);
                line = PrivateFile.EndsLine(file) ? line : [(byte)'\n', .. line];
                file.Seek(0, SeekOrigin.End);
            }

            file.Write(line, 0, line.Length);
            file.Flush();
        }
        catch (IOException)
        {
            TryClose();
            throw;
        }
    }

    /// <summary>Closes the file after a failed write. Closing can fail for the same reason.</summary>
    private void TryClose()
    {
        try
        {
            Dispose();
        }
        catch (IOException)
        {
            // The error of the write is reported.
        }
    }

    private bool Remember(string line)
    {
        if (line.Length == 0 || !known.Add(line))
        {
            return false;
        }

        if (long.TryParse(line.Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out long id))
        {
            numbers.Add(id);
            highest = Math.Max(highest, id);
        }

        return true;
    }

    /// <summary>A restarted portal can reuse a number, even within a second, so the content is compared as well.</summary>
    private static string LineOf(PortalEvent item) => FormattableString.Invariant(
        $"{item.EventId} {item.Date?.UtcTicks.ToString(CultureInfo.InvariantCulture) ?? NoDate} {ContentKey.Compute(Encoding.UTF8.GetBytes(item.RawText))}");
}
