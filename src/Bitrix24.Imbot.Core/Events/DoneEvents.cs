using System.Globalization;
using System.Text;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// Remembers the events that were done before an older one, in a file with one line each: number, date, and a key of the content. The offset can't
/// express these, so the portal returns them again after a crash; they are skipped then. The file is deleted when the offset has passed all of them.
/// An incomplete line is ignored, so its event is handled again.
/// </summary>
internal sealed class DoneEvents
{
    private const string NoDate = "-";

    private readonly string path;
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private long highest;

    /// <param name="path">The path of the file. The file doesn't need to exist.</param>
    public DoneEvents(string path)
    {
        this.path = path;
    }

    /// <summary>Reads the file.</summary>
    /// <exception cref="IOException">The file can't be read. <see cref="UnauthorizedAccessException"/> likewise.</exception>
    public void Open()
    {
        known.Clear();
        highest = 0;
        string content = File.Exists(path) ? File.ReadAllText(path, Encoding.ASCII) : string.Empty;
        int end = content.LastIndexOf('\n');
        foreach (string line in end < 0 ? [] : content.Substring(0, end).Split('\n'))
        {
            Remember(line);
        }
    }

    /// <summary>Whether this event, with this date, was done before.</summary>
    public bool Contains(PortalEvent item) => known.Count > 0 && item.UsableId is { } && known.Contains(LineOf(item));

    /// <summary>Adds an event.</summary>
    /// <exception cref="IOException">The file can't be written. <see cref="UnauthorizedAccessException"/> likewise.</exception>
    public void Add(PortalEvent item)
    {
        string line = LineOf(item);
        if (item.UsableId is { } && Remember(line))
        {
            PrivateFile.AppendLine(path, Encoding.ASCII.GetBytes(line + "\n"));
        }
    }

    /// <summary>Deletes the file if the new offset is past all remembered events.</summary>
    /// <exception cref="IOException">The file can't be deleted. <see cref="UnauthorizedAccessException"/> likewise.</exception>
    public void Forget(long offset)
    {
        if (known.Count > 0 && offset > highest)
        {
            known.Clear();
            highest = 0;
            File.Delete(path);
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
            highest = Math.Max(highest, id);
        }

        return true;
    }

    /// <summary>A restarted portal can reuse a number, even within a second, so the content is compared as well.</summary>
    private static string LineOf(PortalEvent item) => string.Format(
        CultureInfo.InvariantCulture,
        "{0} {1} {2}",
        item.EventId,
        item.Date is { } date ? date.UtcTicks.ToString(CultureInfo.InvariantCulture) : NoDate,
        ContentKey.Compute(Encoding.UTF8.GetBytes(item.RawText)));
}
