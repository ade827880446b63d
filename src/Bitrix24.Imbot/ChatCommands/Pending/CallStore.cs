using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.ChatCommands.Pending;

/// <summary>Stores the open calls of a bot, one file each. On Unix, only the owner can read the files.</summary>
internal sealed class CallStore(string botFolder)
{
    private const string Extension = ".json";

    /// <summary>How long an ended call is remembered if its event can be delivered again. The portal keeps events for the same time.</summary>
    private static readonly TimeSpan Retention = TimeSpan.FromHours(24);

    private readonly string folder = Path.Combine(botFolder, "calls");

    /// <summary>Reads the calls of an earlier process, oldest first. Files that can't be read are skipped with a warning.</summary>
    /// <exception cref="B24Exception"><see cref="QuestionErrors.ReplyBoardFailed"/>.</exception>
    public IReadOnlyList<PendingCall> ReadAll(DateTimeOffset now, Action<string> warn)
    {
        try
        {
            string[] paths = Directory.Exists(folder) ? Directory.GetFiles(folder, "*" + Extension) : [];
            List<PendingCall> calls = [.. paths.Select(path => TolerantFile.Read(path, PendingCall.FromJson, warn)).OfType<PendingCall>()];
            foreach (PendingCall call in calls.Where(IsForgotten).ToArray())
            {
                File.Delete(PathOf(call.Key));
                calls.Remove(call);
            }

            return [.. calls.OrderBy(call => call.Since)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed("read", exception);
        }

        bool IsForgotten(PendingCall call) => call is { Stage: PendingStage.Ended, Cards.Count: 0 } && now - call.Since > Retention;
    }

    public void Write(PendingCall call) => Change(() => PrivateFile.Write(PathOf(call.Key), call.ToJson()));

    public void Delete(PendingCall call) => Change(() => File.Delete(PathOf(call.Key)));

    private void Change(Action change)
    {
        try
        {
            change();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed("written", exception);
        }
    }

    private string PathOf(string key) => Path.Combine(folder, key + Extension);

    private B24Exception Failed(string what, Exception exception) =>
        QuestionErrors.ReplyBoardFailed.With($"The open calls in '{folder}' can't be {what}: {exception.Message}", exception);
}
