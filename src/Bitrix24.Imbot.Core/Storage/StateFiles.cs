namespace Bitrix24.Imbot.Core.Storage;

/// <summary>Operations on files in a state folder.</summary>
internal static class StateFiles
{
    /// <summary>Acquires a lock if it is free.</summary>
    /// <returns>Null if the lock is held elsewhere.</returns>
    /// <exception cref="B24Exception"><see cref="EventErrors.StateFolderNotWritten"/>.</exception>
    public static IDisposable? TryLock(string path) =>
        Run(() => FileLock.TryAcquire(path), EventErrors.StateFolderNotWritten, $"{path} could not be locked");

    /// <summary>Runs an operation whose file system errors become an error of the module.</summary>
    /// <param name="work">The operation.</param>
    /// <param name="kind">The kind of the error.</param>
    /// <param name="failure">What could not be done, such as "file could not be written".</param>
    /// <exception cref="B24Exception">An error of the kind, with the cause in its message.</exception>
    public static T Run<T>(Func<T> work, ErrorKind kind, string failure)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw kind.With($"{failure}: {exception.Message}", exception);
        }
    }

    /// <inheritdoc cref="Run{T}(Func{T}, ErrorKind, string)"/>
    public static void Run(Action work, ErrorKind kind, string failure) => Run(
        () =>
        {
            work();
            return true;
        },
        kind,
        failure);
}
