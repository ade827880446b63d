namespace Bitrix24.Imbot.Core.Storage;

/// <summary>Reads a state file. A damaged file is renamed, so that it doesn't block the others.</summary>
internal static class TolerantFile
{
    /// <summary>Suffix for the names of unreadable files.</summary>
    public const string UnreadableExtension = ".unreadable";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="parse">Parses the content.</param>
    /// <param name="warn">Receives a warning about an unreadable file.</param>
    /// <returns>Null if the file can't be read. Damaged files are renamed; files that can't be opened are kept for the next start.</returns>
    public static T? Read<T>(string path, Func<byte[], T> parse, Action<string> warn)
        where T : class
    {
        try
        {
            return parse(PrivateFile.Read(path));
        }
        catch (Exception exception) when (exception is JsonException or B24Exception)
        {
            warn($"{path} is damaged and is skipped. {Quarantine(path)} {exception.Message}");
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            warn($"{path} could not be opened and is skipped until the next start: {exception.Message}");
            return null;
        }
    }

    private static string Quarantine(string path)
    {
        string kept = path + UnreadableExtension;
        try
        {
            File.Delete(kept);
            File.Move(path, kept);
            return $"It was renamed to {kept}.";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"It could not be renamed: {exception.Message}";
        }
    }
}
