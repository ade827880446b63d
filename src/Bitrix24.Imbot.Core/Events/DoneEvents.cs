using System.Globalization;
using System.Text;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// The events that were done while an older one was not, in a file with a line each: number, date and a key of the content. They come again after a kill, because the offset can't tell
/// of them, and are skipped then. Emptied when no such event is left. A line that was cut off is skipped: its event comes again.
/// </summary>
internal sealed class DoneEvents
{
    private const string NoDate = "-";

    private readonly string path;
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private long highest;

    /// <param name="path">The file, which need not exist.</param>
    public DoneEvents(string path)
    {
        this.path = path;
    }

    /// <summary>Reads what is remembered.</summary>
    /// <exception cref="IOException">So <see cref="UnauthorizedAccessException"/>.</exception>
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

    /// <summary>Whether this event, of this date, was done before.</summary>
    public bool Contains(PortalEvent item) => known.Count > 0 && item.UsableId is { } && known.Contains(LineOf(item));

    /// <summary>Remembers an event.</summary>
    /// <exception cref="IOException">So <see cref="UnauthorizedAccessException"/>.</exception>
    public void Add(PortalEvent item)
    {
        string line = LineOf(item);
        if (item.UsableId is { } && Remember(line))
        {
            PrivateFile.AppendLine(path, Encoding.ASCII.GetBytes(line + "\n"));
        }
    }

    /// <summary>The offset has moved: where it has moved past all of them, they are forgotten.</summary>
    /// <exception cref="IOException">So <see cref="UnauthorizedAccessException"/>.</exception>
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

    /// <summary>A portal that starts again can use a number a second time, even within a second, so the content counts as well.</summary>
    private static string LineOf(PortalEvent item) => string.Format(
        CultureInfo.InvariantCulture,
        "{0} {1} {2}",
        item.EventId,
        item.Date is { } date ? date.UtcTicks.ToString(CultureInfo.InvariantCulture) : NoDate,
        ContentKey.Compute(Encoding.UTF8.GetBytes(item.RawText)));
}
