using System.Globalization;
using System.Text.Json;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Listening;

/// <summary>
/// The events that were pushed and are not done, a file for each in the order in which they came, and the memory of those that came before. An event is
/// on the disk before the portal hears that it was accepted, and is taken off when it is done. Nothing in it is a secret.
/// </summary>
internal sealed class PushedQueue : IDisposable
{
    /// <summary>Events that may wait.</summary>
    public const int MaxCount = 10_000;

    /// <summary>Bytes that they may take.</summary>
    public const long MaxBytes = 256L * 1024 * 1024;

    private const int Version = 1;
    private const string Kind = "pushed events";
    private const string Extension = ".json";
    private const int KeyLength = 32;

    private readonly string folder;
    private readonly Uri portal;
    private readonly long botId;
    private readonly SeenEvents seen;
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly SemaphoreSlim arrived = new(0);
    private readonly object gate = new();
    private readonly Queue<string> waiting = new();
    private readonly Dictionary<PortalEvent, string> given = [];
    private readonly Dictionary<string, long> sizes = new(StringComparer.Ordinal);
    private IDisposable? turn;
    private long bytes;
    private long lastNumber;

    public PushedQueue(string folder, Uri portal, long botId, IClock clock)
    {
        this.folder = folder;
        this.portal = portal;
        this.botId = botId;
        seen = new SeenEvents(Path.Combine(folder, "seen.txt"), clock);
    }

    private string HeaderPath => Path.Combine(folder, "queue");

    /// <summary>Takes the queue, and finds what is left from before.</summary>
    /// <param name="warn">Hears of a file that is no event of this queue. It stays where it is.</param>
    /// <returns>How many events are left from before.</returns>
    /// <exception cref="B24Exception">
    /// <see cref="EventErrors.OffsetStoreBusy"/>, <see cref="EventErrors.OffsetStoreOfAnotherBot"/>, <see cref="EventErrors.PushedQueueUnreadable"/>.
    /// </exception>
    public int Open(Action<string>? warn = null)
    {
        try
        {
            turn = FileLock.TryAcquire(Path.Combine(folder, "queue.lock")) ?? throw EventErrors.OffsetStoreBusy.With($"The events in {folder} are in use.");
            RequireOurs();
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
            throw EventErrors.PushedQueueUnreadable.With($"The events in {folder} cannot be opened: {exception.Message}", exception);
        }
        catch (B24Exception)
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Keeps an event, unless it was kept before.</summary>
    /// <exception cref="IOException">It cannot be written; so <see cref="UnauthorizedAccessException"/>.</exception>
    public async Task<Acceptance> AddAsync(PushedEvent pushed)
    {
        string key = EventKey.Compute(pushed);
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
            return Acceptance.Kept;
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Waits for events.</summary>
    /// <returns>False where none came within the time.</returns>
    public Task<bool> WaitAsync(TimeSpan time, CancellationToken cancellation) => arrived.WaitAsync(time, cancellation);

    /// <summary>The next events, after a wait that has succeeded.</summary>
    /// <param name="most">Events at most.</param>
    /// <param name="warn">Hears of a file that can't be read. It gets another name, and the others are given.</param>
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

            PortalEvent? item = PendingFile.Read(Path.Combine(folder, name), PushedEvent.Parse, warn);
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

    /// <summary>An event is done.</summary>
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

        try
        {
            File.Delete(Path.Combine(folder, name));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw EventErrors.PushedQueueNotWritten.With($"{name} in {folder} cannot be removed: {exception.Message}", exception);
        }

        lock (gate)
        {
            given.Remove(handled);
            Leave(name);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // What is being written is finished first; afterwards nothing is accepted any more.
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
            warn?.Invoke($"{name} in {folder} is not a pushed event. The bot leaves it there and goes on.");
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

    /// <summary>A file no longer counts. The gate is held.</summary>
    private void Leave(string name)
    {
        if (sizes.TryGetValue(name, out long size))
        {
            sizes.Remove(name);
            bytes -= size;
        }
    }

    private void RequireOurs()
    {
        if (!File.Exists(HeaderPath))
        {
            JsonMap fresh = new() { ["format"] = Version, ["kind"] = Kind, ["portal"] = portal.AbsoluteUri, ["botId"] = botId };
            PrivateFile.Write(HeaderPath, JsonMapWriter.Write(fresh));
            return;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(PrivateFile.Read(HeaderPath));
            JsonElement header = document.RootElement;
            if (header.Text("kind") != Kind || header.Number("format") != Version)
            {
                throw EventErrors.PushedQueueUnreadable.With($"{HeaderPath} does not belong to a queue of events, or was written by a newer version of the module.");
            }

            if (header.Text("portal") != portal.AbsoluteUri || header.Number("botId") != botId)
            {
                throw EventErrors.OffsetStoreOfAnotherBot.With(
                    $"The events in {folder} belong to bot {header.Number("botId")} on {header.Text("portal")}, and not to bot {botId} on {portal.AbsoluteUri}.");
            }
        }
        catch (JsonException exception)
        {
            throw EventErrors.PushedQueueUnreadable.With($"{HeaderPath} cannot be read: {exception.Message}", exception);
        }
    }
}
