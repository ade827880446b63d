using System.Diagnostics;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Replies;

/// <summary>
/// Who reads a bot's events on this machine: one process of an account at a time. Whoever handles events keeps the turn; whoever only waits for an answer takes it
/// while nobody else has it, and gives way to one who handles.
/// </summary>
internal static class EventReaderTurn
{
    /// <summary>Held by whoever reads.</summary>
    private const string Reader = "reader.lock";

    /// <summary>Held besides by a reader that gives way.</summary>
    private const string Brief = "reader-brief.lock";

    /// <summary>Held by one who wants to handle events and waits.</summary>
    private const string Wanted = "reader-wanted.lock";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Takes the turn to handle events.</summary>
    /// <param name="folder">The bot's folder.</param>
    /// <param name="cancellation">Ends the wait for one who gives way.</param>
    /// <returns>Null where somebody else handles them.</returns>
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

                // Seen once, a reader that gives way may just have let both go.
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

    /// <summary>Takes the turn until somebody wants to handle events.</summary>
    /// <returns>Null where somebody else reads, or wants to.</returns>
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

    /// <summary>Whether somebody waits to handle events.</summary>
    public static bool IsWanted(string folder) => IsHeld(folder, Wanted);

    /// <summary>Whether somebody reads.</summary>
    public static bool IsHeld(string folder) => IsHeld(folder, Reader);

    private static bool IsHeld(string folder, string name)
    {
        using IDisposable? free = StateFiles.TryLock(Path.Combine(folder, name));
        return free is null;
    }

    private sealed class Both(IDisposable reader, IDisposable brief) : IDisposable
    {
        /// <summary>Whoever finds the reader's lock held must still find the other one held.</summary>
        public void Dispose()
        {
            reader.Dispose();
            brief.Dispose();
        }
    }
}
