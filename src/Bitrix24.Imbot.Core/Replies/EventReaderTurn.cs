using System.Diagnostics;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Replies;

/// <summary>
/// Coordinates who reads a bot's events on this computer: only one process of an account at a time. A process that handles events keeps the lock. A
/// process that only waits for an answer holds it while no other process needs it, and releases it for a process that handles events.
/// </summary>
internal static class EventReaderTurn
{
    /// <summary>Held by every reader.</summary>
    private const string Reader = "reader.lock";

    /// <summary>Also held by a reader that releases the lock on request.</summary>
    private const string Brief = "reader-brief.lock";

    /// <summary>Held by a process that waits to handle events.</summary>
    private const string Wanted = "reader-wanted.lock";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Acquires the lock to handle events.</summary>
    /// <param name="folder">The bot's folder.</param>
    /// <param name="cancellation">Stops waiting for a reader that releases the lock.</param>
    /// <returns>Null if another process handles the events.</returns>
    /// <exception cref="B24Exception"><see cref="EventErrors.StateFolderNotWritten"/>.</exception>
    public static async Task<IDisposable?> AcquireAsync(string folder, CancellationToken cancellation)
    {
        Stopwatch watch = Stopwatch.StartNew();
        IDisposable? wanted = null;
        int firm = 0;
        try
        {
            while (true)
            {
                if (StateFiles.TryLock(Path.Combine(folder, Reader)) is { } turn)
                {
                    return turn;
                }

                // Check twice: a temporary reader may be about to release both locks.
                firm = IsHeld(folder, Brief) ? 0 : firm + 1;
                if (firm > 1 || watch.Elapsed > Patience)
                {
                    return null;
                }

                wanted ??= StateFiles.TryLock(Path.Combine(folder, Wanted));
                await Task.Delay(Pause, cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            wanted?.Dispose();
        }
    }

    /// <summary>Acquires the lock until another process wants to handle events.</summary>
    /// <returns>Null if another process reads events or waits to.</returns>
    public static IDisposable? TryAcquireBriefly(string folder)
    {
        if (IsWanted(folder) || StateFiles.TryLock(Path.Combine(folder, Brief)) is not { } brief)
        {
            return null;
        }

        if (StateFiles.TryLock(Path.Combine(folder, Reader)) is { } reader)
        {
            return new Both(reader, brief);
        }

        brief.Dispose();
        return null;
    }

    /// <summary>Whether a process waits to handle events.</summary>
    public static bool IsWanted(string folder) => IsHeld(folder, Wanted);

    /// <summary>Whether a process reads events.</summary>
    public static bool IsHeld(string folder) => IsHeld(folder, Reader);

    private static bool IsHeld(string folder, string name)
    {
        using IDisposable? free = StateFiles.TryLock(Path.Combine(folder, name));
        return free is null;
    }

    private sealed class Both(IDisposable reader, IDisposable brief) : IDisposable
    {
        /// <summary>A process that finds the reader lock held must still find the other lock held.</summary>
        public void Dispose()
        {
            reader.Dispose();
            brief.Dispose();
        }
    }
}
