using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Schedules;

/// <summary>Saves the last processed time of each schedule of a bot in a file that only its owner can read.</summary>
internal sealed class ScheduleStore
{
    private readonly string path;
    private readonly Dictionary<string, DateTimeOffset> times;

    /// <summary>Reads the file. If it is missing or damaged, no times are known.</summary>
    /// <param name="botFolder">The bot's folder.</param>
    /// <param name="warn">Receives a warning about a damaged file.</param>
    public ScheduleStore(string botFolder, Action<string> warn)
    {
        path = Path.Combine(botFolder, "schedules.json");
        times = (File.Exists(path) ? TolerantFile.Read(path, Parse, warn) : null) ?? [];
    }

    /// <summary>The last processed time of a schedule; null for a new one.</summary>
    public DateTimeOffset? LastOf(string key) => times.TryGetValue(key, out DateTimeOffset last) ? last : null;

    /// <summary>Saves the last times of all current schedules.</summary>
    /// <exception cref="B24Exception"><see cref="QuestionErrors.ReplyBoardFailed"/>.</exception>
    public void Write(IReadOnlyDictionary<string, DateTimeOffset> last)
    {
        JsonMap map = [];
        foreach (KeyValuePair<string, DateTimeOffset> schedule in last)
        {
            map[schedule.Key] = schedule.Value;
        }

        StateFiles.Run(() => PrivateFile.Write(path, JsonMap.Write(map)), QuestionErrors.ReplyBoardFailed, $"{path} could not be written");
    }

    private static Dictionary<string, DateTimeOffset> Parse(byte[] content)
    {
        using JsonDocument document = JsonDocument.Parse(content, PortalJson.Options);
        JsonElement root = document.RootElement;
        return root.ValueKind == JsonValueKind.Object
            ? root.EnumerateObject().ToDictionary(member => member.Name, member => root.Date(member.Name) ?? throw new JsonException("A time is missing."), StringComparer.Ordinal)
            : throw new JsonException("The file contains no schedules.");
    }
}
