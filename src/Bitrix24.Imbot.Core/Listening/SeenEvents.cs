using System.Globalization;
using System.Text;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Listening;

/// <summary>
/// Keys of recently accepted events, in memory and in a file with one key per line. The file is flushed to the operating system but not to disk: a
/// crash of the process loses nothing, and a power failure loses only the last seconds.
/// </summary>
internal sealed class SeenEvents(string path, IClock clock) : IDisposable
{
    public const int MaxCount = 20_000;

    private static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    private readonly HashSet<string> keys = new(StringComparer.Ordinal);
    private readonly Queue<(string Key, long Time)> order = new();
    private int lines;
    private FileStream? file;

    /// <summary>Reads the file. Unreadable lines are ignored: at worst, an event is handled twice.</summary>
    public void Open()
    {
        foreach (string line in File.Exists(path) ? File.ReadAllLines(path) : [])
        {
            string[] parts = line.Split(' ');
            if (parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long time))
            {
                Remember(parts[1], time);
            }
        }

        Rewrite();
    }

    /// <summary>Whether an event with this key was accepted before.</summary>
    public bool Contains(string key) => keys.Contains(key);

    /// <summary>Remembers an event. If the file can't be written, only in memory: the event itself is already saved.</summary>
    public void Add(string key)
    {
        long now = clock.UtcNow.ToUnixTimeSeconds();
        if (!Remember(key, now))
        {
            return;
        }

        try
        {
            if (lines >= 2 * MaxCount)
            {
                Rewrite();
                return;
            }

            byte[] line = LineOf(key, now);
            file?.Write(line, 0, line.Length);
            file?.Flush();
            lines++;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The key stays in memory, and the event itself is saved.
        }
    }

    public void Dispose()
    {
        file?.Dispose();
        file = null;
    }

    private bool Remember(string key, long time)
    {
        if (!keys.Add(key))
        {
            return false;
        }

        order.Enqueue((key, time));
        long oldest = clock.UtcNow.ToUnixTimeSeconds() - (long)Memory.TotalSeconds;
        while (order.Count > 0 && (order.Count > MaxCount || order.Peek().Time < oldest))
        {
            keys.Remove(order.Dequeue().Key);
        }

        return true;
    }

    private void Rewrite()
    {
        Dispose();
        PrivateFile.Write(path, [.. order.SelectMany(item => LineOf(item.Key, item.Time))]);
        lines = order.Count;
        file = PrivateFile.Open(path, FileMode.Append, FileAccess.Write, FileShare.Read);
    }

    private static byte[] LineOf(string key, long time) => Encoding.ASCII.GetBytes(FormattableString.Invariant($"{time} {key}\n"));
}
