using System.Text.Json;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Core.Storage;

/// <summary>Reads one of many files that are kept until they are worked on. One that can't be read must not hold up the others.</summary>
internal static class PendingFile
{
    /// <summary>Of the name under which a file stays that can't be read.</summary>
    public const string UnreadableExtension = ".unreadable";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="parse">Makes something of its content.</param>
    /// <param name="warn">Hears what became of a file that can't be read.</param>
    /// <returns>Null where it can't be read. Damaged files get another name; those that can't be opened stay for the next start.</returns>
    public static T? Read<T>(string path, Func<byte[], T> parse, Action<string> warn)
        where T : class
    {
        try
        {
            return parse(PrivateFile.Read(path));
        }
        catch (Exception exception) when (exception is JsonException or B24Exception)
        {
            warn($"{path} can't be read and is skipped. {Quarantine(path)} {exception.Message}");
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            warn($"{path} can't be opened and is skipped until the next start: {exception.Message}");
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
            return $"It is kept as {kept}.";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"It stays where it is: {exception.Message}";
        }
    }
}
