using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Core.Storage;

/// <summary>
/// The turn of one process of this account among all that work for one application on one portal, where nothing of their own on disk could be locked:
/// a file named after portal and application.
/// </summary>
internal static class ApplicationLock
{
    /// <summary>Waits for the turn.</summary>
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
            throw EventErrors.StateFolderNotWritten.With($"{path} cannot be locked: {exception.Message}", exception);
        }
    }

    /// <summary>An application's id consists of letters, digits and dots; whatever else somebody writes must not lead out of the folder.</summary>
    private static string PathOf(Uri portal, string clientId)
    {
        string name = string.Concat(clientId.Select(character => char.IsLetterOrDigit(character) || character is '.' or '-' ? character : '_'));
        return Path.Combine(StateFolder.PathOf(portal), $"application-{name}.lock");
    }
}
