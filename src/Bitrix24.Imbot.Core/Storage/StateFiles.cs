namespace Bitrix24.Imbot.Core.Storage;

/// <summary>Operations on files in a state folder.</summary>
internal static class StateFiles
{
    /// <summary>Acquires a lock if it is free.</summary>
    /// <returns>Null if the lock is held elsewhere.</returns>
    /// <exception cref="B24Exception"><see cref="EventErrors.StateFolderNotWritten"/>.</exception>
    public static IDisposable? TryLock(string path) =>
        Run(() => FileLock.TryAcquire(path), EventErrors.StateFolderNotWritten, $"{path} could not be locked");

    /// <summary>
    /// Waits for the lock for the processes of this account that use one application on one portal, if they have no file to lock. It is named after
    /// the portal and the application.
    /// </summary>
    /// <exception cref="B24Exception">
    /// <see cref="TokenStoreErrors.StoreBusy"/> after two minutes, <see cref="EventErrors.StateFolderMissing"/>, <see cref="EventErrors.StateFolderNotWritten"/>.
    /// </exception>
    public static async Task<IDisposable> LockApplicationAsync(Uri portal, string clientId, CancellationToken cancellation)
    {
        // Client IDs consist of letters, digits, and dots. Other characters must not lead out of the folder.
        string name = string.Concat(clientId.Select(character => char.IsLetterOrDigit(character) || character is '.' or '-' ? character : '_'));
        string path = Path.Combine(StateFolder.PathOf(portal), $"application-{name}.lock");
        try
        {
            return await FileLock.AcquireAsync(path, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw EventErrors.StateFolderNotWritten.With($"{path} could not be locked: {exception.Message}", exception);
        }
    }

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
