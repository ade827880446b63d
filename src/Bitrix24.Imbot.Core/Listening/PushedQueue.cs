using System.Globalization;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Listening;

/// <summary>
/// Pushed events that are not done, each in a file, in the order of arrival, and the keys of earlier ones. An event is saved to disk before it is
/// confirmed to the portal, and deleted when it is done. The files contain no secrets.
/// </summary>
internal sealed class PushedQueue(string folder, Uri portal, long botId, IClock clock) : IDisposable
{
    public const int MaxCount = 10_000;

    /// <summary>Maximum size of the waiting events in bytes.</summary>
    public const long MaxBytes = 256L * 1024 * 1024;

    private const int Version = 1;
    private const string Kind = "pushed events";
    private const string Extension = ".json";
    private const int KeyLength = 32;

    private readonly SeenEvents seen = new(Path.Combine(folder, "seen.txt"), clock);
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly SemaphoreSlim arrived = new(0);
    private readonly object gate = new();
    private readonly Queue<string> waiting = new();
    private readonly Dictionary<PortalEvent, string> given = [];
    private readonly Dictionary<string, long> sizes = new(StringComparer.Ordinal);
    private IDisposable? turn;
    private long bytes;
    private long lastNumber;

    private string HeaderPath => Path.Combine(folder, "queue");

    /// <summary>Locks the queue and finds the events that remain from the last run.</summary>
    /// <param name="warn">Reports files that aren't events of this queue. They aren't changed.</param>
    /// <returns>Number of events that remain from the last run.</returns>
    /// <exception cref="B24Exception">
    /// <see cref="EventErrors.OffsetStoreBusy"/>, <see cref="EventErrors.OffsetStoreOfAnotherBot"/>, <see cref="EventErrors.PushedQueueUnreadable"/>.
    /// </exception>
    public int Open(Action<string>? warn = null)
    {
        try
        {
            turn = FileLock.TryAcquire(Path.Combine(folder, "queue.lock")) ?? throw EventErrors.OffsetStoreBusy.With($"The event queue in {folder} is in use.");
            RequireMatchingHeader();
            foreach (string path in Directory.GetFiles(folder, "*.tmp"))
            {
                File.Delete(path);
            }

            seen.Open();
            string[] left = [.. Directory.GetFiles(folder, "*" + Extension).Select(path => Path.GetFileName(path)).OrderBy(name => name, StringComparer.Ordinal)];
            int found = left.Count(name => Find(name, warn));
            if (found > 0)
            {
                arrived.Release(found);
            }

            return found;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Dispose();
            throw EventErrors.PushedQueueUnreadable.With($"The event queue in {folder} could not be opened: {exception.Message}", exception);
        }
        catch (B24Exception)
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Saves an event, unless it was accepted before.</summary>
    /// <exception cref="IOException">The event can't be written. <see cref="UnauthorizedAccessException"/> likewise.</exception>
    public async Task<Acceptance> AddAsync(PushedEvent pushed)
    {
        string key = pushed.Key;
        await writing.WaitAsync().ConfigureAwait(false);
        try
        {
            if (seen.Contains(key))
            {
                return Acceptance.Repeated;
            }

            string name;
            lock (gate)
            {
                if (turn is null || sizes.Count >= MaxCount || bytes + pushed.Json.Length > MaxBytes)
                {
                    return Acceptance.Full;
                }

                name = FormattableString.Invariant($"{++lastNumber:D18}-{key}{Extension}");
            }

            PrivateFile.Write(Path.Combine(folder, name), pushed.Json);
            seen.Add(key);
            lock (gate)
            {
                Enqueue(name, pushed.Json.Length);
            }

            arrived.Release();
            return Acceptance.Saved;
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Waits for events.</summary>
    /// <returns>False if no event arrived within the time.</returns>
    public Task<bool> WaitAsync(TimeSpan time, CancellationToken cancellation) => arrived.WaitAsync(time, cancellation);

    /// <summary>The next events. Call this after a successful wait.</summary>
    /// <param name="max">Maximum number of events.</param>
    /// <param name="warn">Reports a file that can't be read. It is renamed, and the other events are returned.</param>
    public IReadOnlyList<PortalEvent> Dequeue(int max, Action<string> warn)
    {
        List<PortalEvent> taken = [];
        do
        {
            string name;
            lock (gate)
            {
                name = waiting.Dequeue();
            }

            PortalEvent? item = TolerantFile.Read(Path.Combine(folder, name), PushedEvent.Parse, warn);
            lock (gate)
            {
                if (item is null)
                {
                    Leave(name);
                }
                else
                {
                    given[item] = name;
                    taken.Add(item);
                }
            }
        }
        while (taken.Count < max && arrived.Wait(0));

        return taken;
    }

    /// <summary>Deletes an event that is done.</summary>
    /// <exception cref="B24Exception"><see cref="EventErrors.PushedQueueNotWritten"/>.</exception>
    public void Remove(PortalEvent handled)
    {
        string? name;
        lock (gate)
        {
            if (!given.TryGetValue(handled, out name))
            {
                return;
            }
        }

        StateFiles.Run(() => File.Delete(Path.Combine(folder, name)), EventErrors.PushedQueueNotWritten, $"{name} in {folder} could not be deleted");

        lock (gate)
        {
            given.Remove(handled);
            Leave(name);
        }
    }

    public void Dispose()
    {
        // A write in progress is completed first. No more events are accepted afterwards.
        writing.Wait();
        try
        {
            seen.Dispose();
            lock (gate)
            {
                turn?.Dispose();
                turn = null;
            }
        }
        finally
        {
            writing.Release();
        }
    }

    private bool Find(string name, Action<string>? warn)
    {
        int dash = name.IndexOf('-');
        if (dash <= 0 || name.Length != dash + 1 + KeyLength + Extension.Length
            || !long.TryParse(name.Substring(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out long number))
        {
            warn?.Invoke($"{name} in {folder} is not a pushed event and is ignored.");
            return false;
        }

        lastNumber = number;
        seen.Add(name.Substring(dash + 1, KeyLength));
        Enqueue(name, new FileInfo(Path.Combine(folder, name)).Length);
        return true;
    }

    private void Enqueue(string name, long size)
    {
        waiting.Enqueue(name);
        sizes[name] = size;
        bytes += size;
    }

    /// <summary>Stops counting a file. Requires the gate.</summary>
    private void Leave(string name)
    {
        if (sizes.TryGetValue(name, out long size))
        {
            sizes.Remove(name);
            bytes -= size;
        }
    }

    private void RequireMatchingHeader()
    {
        if (!File.Exists(HeaderPath))
        {
            JsonMap fresh = new() { ["format"] = Version, ["kind"] = Kind, ["portal"] = portal.AbsoluteUri, ["botId"] = botId };
            PrivateFile.Write(HeaderPath, JsonMap.Write(fresh));
            return;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(PrivateFile.Read(HeaderPath));
            JsonElement header = document.RootElement;
            if (header.Text("kind") != Kind || header.Number("format") != Version)
            {
                throw EventErrors.PushedQueueUnreadable.With($"{HeaderPath} does not belong to an event queue, or it was written by a newer version of the module.");
            }

            if (header.Text("portal") != portal.AbsoluteUri || header.Number("botId") != botId)
            {
                throw EventErrors.OffsetStoreOfAnotherBot.With(
                    $"The events in {folder} belong to bot {header.Number("botId")} on {header.Text("portal")}, not to bot {botId} on {portal.AbsoluteUri}.");
            }
        }
        catch (JsonException exception)
        {
            throw EventErrors.PushedQueueUnreadable.With($"{HeaderPath} could not be read: {exception.Message}", exception);
        }
    }
}
