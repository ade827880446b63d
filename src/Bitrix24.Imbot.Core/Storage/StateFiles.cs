using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Core.Storage;

/// <summary>Work on files in a state folder.</summary>
internal static class StateFiles
{
    /// <summary>Takes a turn if nobody has it.</summary>
    /// <returns>Null where somebody else has it.</returns>
    /// <exception cref="B24Exception"><see cref="EventErrors.StateFolderNotWritten"/>.</exception>
    public static IDisposable? TryLock(string path)
    {
        try
        {
            return FileLock.TryAcquire(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw EventErrors.StateFolderNotWritten.With($"{path} can't be locked: {exception.Message}", exception);
        }
    }
}
