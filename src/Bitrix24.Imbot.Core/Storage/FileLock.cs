using System.Diagnostics;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Core.Storage;

/// <summary>
/// A turn that only one holder has at a time, over threads and processes of this machine: an open file that nobody else can open.
/// The system gives it back when its holder ends, however it ends.
/// </summary>
internal static class FileLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    /// <summary>Takes the turn if nobody has it.</summary>
    /// <param name="path">A file of its own, made where it is missing, and left behind empty.</param>
    /// <returns>Null where somebody else has it.</returns>
    public static IDisposable? TryTake(string path)
    {
        PrivateFile.MakeFolder(Path.GetDirectoryName(path)!);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    /// <summary>Waits for the turn.</summary>
    /// <param name="path">A file of its own, made where it is missing, and left behind empty.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="B24Exception"><see cref="ErrorKinds.StoreBusy"/> after two minutes.</exception>
    public static async Task<IDisposable> TakeAsync(string path, CancellationToken cancellation)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (TryTake(path) is { } turn)
            {
                return turn;
            }

            if (watch.Elapsed > LongestWait)
            {
                throw ErrorKinds.StoreBusy.With($"{path} has been held by another process for {LongestWait.TotalMinutes:0} minutes.");
            }

            await Task.Delay(Pause, cancellation).ConfigureAwait(false);
        }
    }
}
