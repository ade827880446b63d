using System.Diagnostics;

namespace Bitrix24.Imbot.Core.Storage;

/// <summary>
/// A lock across threads and processes of this computer: a file that is open exclusively. The operating system releases it when its process ends for
/// any reason.
/// </summary>
internal static class FileLock
{
    /// <summary>What the user can do if <see cref="IsIgnored"/> is true.</summary>
    public const string IgnoredAdvice = "Use a local disk, and remove the environment variable DOTNET_SYSTEM_IO_DISABLEFILELOCKING.";

    // Error codes for a file that is open in another process. On Unix, .NET returns the unchanged errno.
    private const int SharingViolation = 32;
    private const int LockViolation = 33;
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(2);

    /// <summary>The path of the lock file for a file.</summary>
    public static string GetLockPath(string file) => file + ".lock";

    /// <summary>Acquires the lock if it is free.</summary>
    /// <param name="path">A separate lock file. It is created if necessary, and stays as an empty file.</param>
    /// <returns>Null if the lock is held elsewhere.</returns>
    /// <exception cref="IOException">The file can't be created or opened. <see cref="UnauthorizedAccessException"/> likewise.</exception>
    public static IDisposable? TryAcquire(string path)
    {
        PrivateFile.MakeFolder(Path.GetDirectoryName(path)!);
        try
        {
            return PrivateFile.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (IsHeld(exception))
        {
            return null;
        }
    }

    /// <summary>
    /// Whether the system doesn't lock this file, because the file system has no locks or the runtime is configured not to use them. Every process
    /// would then acquire the lock. Called by the holder, which must not acquire it a second time.
    /// </summary>
    public static bool IsIgnored(string path)
    {
        using IDisposable? second = TryAcquire(path);
        return second is not null;
    }

    /// <summary>Waits for the lock.</summary>
    /// <param name="path">A separate lock file. It is created if necessary, and stays as an empty file.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="B24Exception"><see cref="TokenStoreErrors.StoreBusy"/> after two minutes.</exception>
    public static async Task<IDisposable> AcquireAsync(string path, CancellationToken cancellation)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (TryAcquire(path) is { } turn)
            {
                return turn;
            }

            if (watch.Elapsed > MaxWait)
            {
                throw TokenStoreErrors.StoreBusy.With($"Another process has locked {path} for {MaxWait.TotalMinutes:0} minutes.");
            }

            await Task.Delay(Pause, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Waits for the lock of a file, and completes or discards the temporary file of a process that was killed during a write. See
    /// <see cref="PrivateFile.FinishInterruptedWrite"/>.
    /// </summary>
    public static async Task<IDisposable> AcquireForWriteAsync(string file, Func<string, bool> isNewest, CancellationToken cancellation)
    {
        IDisposable turn = await AcquireAsync(GetLockPath(file), cancellation).ConfigureAwait(false);
        try
        {
            PrivateFile.FinishInterruptedWrite(file, isNewest);
            return turn;
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    /// <summary>A full disk, a read-only folder, and similar errors are reported as they are, because waiting would not help.</summary>
    private static bool IsHeld(IOException exception) => exception.HResult < 0
        ? (exception.HResult & 0xFFFF) is SharingViolation or LockViolation
        : exception.HResult is WouldBlockOnLinux or WouldBlockOnMac;
}
