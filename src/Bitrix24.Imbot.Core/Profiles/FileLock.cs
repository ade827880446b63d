namespace Bitrix24.Imbot.Core.Profiles;

/// <summary>
/// A turn that only one holder has at a time, over threads and processes of this machine: an open file that nobody else can open.
/// The system gives it back when its holder ends, however it ends.
/// </summary>
internal static class FileLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Waits for the turn.</summary>
    /// <param name="path">A file of its own, made where it is missing, and left behind empty.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<IDisposable> TakeAsync(string path, CancellationToken cancellation)
    {
        PrivateFile.MakeFolder(Path.GetDirectoryName(path)!);
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (!cancellation.IsCancellationRequested && File.Exists(path))
            {
                await Task.Delay(Pause, cancellation).ConfigureAwait(false);
            }
        }
    }
}
