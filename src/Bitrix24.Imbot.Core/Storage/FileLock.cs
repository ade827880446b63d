using System.Diagnostics;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Core.Storage;

/// <summary>
/// A turn that only one holder has at a time, over threads and processes of this machine: an open file that nobody else can open.
/// The system gives it back when its holder ends, however it ends.
/// </summary>
internal static class FileLock
{
    /// <summary>What a person can do where <see cref="IsIgnored"/>.</summary>
    public const string IgnoredAdvice = "Use a local disk, and unset DOTNET_SYSTEM_IO_DISABLEFILELOCKING.";

    // What the system says of a file that somebody else has open; on Unix .NET passes the error number on as it is.
    private const int SharingViolation = 32;
    private const int LockViolation = 33;
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(2);

    /// <summary>The turn of those who use a file.</summary>
    public static string GetLockPath(string file) => file + ".lock";

    /// <summary>Takes the turn if nobody has it.</summary>
    /// <param name="path">A file of its own, made where it is missing, and left behind empty.</param>
    /// <returns>Null where somebody else has it.</returns>
    /// <exception cref="IOException">The file cannot be made or opened; so <see cref="UnauthorizedAccessException"/>.</exception>
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
    /// Whether the system does not lock this file at all: a file system without locks, or a runtime that was told not to use them. Every process would get the
    /// turn then. Asked by its holder, who must not get it a second time.
    /// </summary>
    public static bool IsIgnored(string path)
    {
        using IDisposable? second = TryAcquire(path);
        return second is not null;
    }

    /// <summary>Waits for the turn.</summary>
    /// <param name="path">A file of its own, made where it is missing, and left behind empty.</param>
    /// <param name="cancellation">Ends the wait.</param>
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
                throw TokenStoreErrors.StoreBusy.With($"{path} has been held by another process for {MaxWait.TotalMinutes:0} minutes.");
            }

            await Task.Delay(Pause, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>A full disk, a read-only folder and the like are told as what they are; waiting would not help.</summary>
    private static bool IsHeld(IOException exception) => exception.HResult < 0
        ? (exception.HResult & 0xFFFF) is SharingViolation or LockViolation
        : exception.HResult is WouldBlockOnLinux or WouldBlockOnMac;
}
