namespace Bitrix24.Imbot.Core.Storage;

/// <summary>
/// A lock for the processes of this account that use one application on one portal, if they have no file to lock. It is named after the portal and
/// the application.
/// </summary>
internal static class ApplicationLock
{
    /// <summary>Waits for the lock.</summary>
    /// <exception cref="B24Exception">
    /// <see cref="TokenStoreErrors.StoreBusy"/> after two minutes, <see cref="EventErrors.StateFolderMissing"/>, <see cref="EventErrors.StateFolderNotWritten"/>.
    /// </exception>
    public static async Task<IDisposable> AcquireAsync(Uri portal, string clientId, CancellationToken cancellation)
    {
        string path = PathOf(portal, clientId);
        try
        {
            return await FileLock.AcquireAsync(path, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw EventErrors.StateFolderNotWritten.With($"{path} could not be locked: {exception.Message}", exception);
        }
    }

    /// <summary>Client IDs consist of letters, digits, and dots. Other characters must not lead out of the folder.</summary>
    private static string PathOf(Uri portal, string clientId)
    {
        string name = string.Concat(clientId.Select(character => char.IsLetterOrDigit(character) || character is '.' or '-' ? character : '_'));
        return Path.Combine(StateFolder.PathOf(portal), $"application-{name}.lock");
    }
}
