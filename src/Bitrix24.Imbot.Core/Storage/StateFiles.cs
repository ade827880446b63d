namespace Bitrix24.Imbot.Core.Storage;

/// <summary>Operations on files in a state folder.</summary>
internal static class StateFiles
{
    /// <summary>Acquires a lock if it is free.</summary>
    /// <returns>Null if the lock is held elsewhere.</returns>
    /// <exception cref="B24Exception"><see cref="EventErrors.StateFolderNotWritten"/>.</exception>
    public static IDisposable? TryLock(string path)
    {
        try
        {
            return FileLock.TryAcquire(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw EventErrors.StateFolderNotWritten.With($"{path} could not be locked: {exception.Message}", exception);
        }
    }
}
