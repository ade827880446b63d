namespace Bitrix24.Imbot.Core.Storage;

/// <summary>The shared folder of a portal or a bot for the processes of this account on this computer.</summary>
internal static class StateFolder
{
    /// <summary>The environment variable for another folder for all portals.</summary>
    public const string Variable = "BITRIX24_IMBOT_STATE";

    private const string State = "state";

    /// <summary>The folder of a portal, which may not exist yet.</summary>
    /// <exception cref="B24Exception"><see cref="EventErrors.StateFolderMissing"/>, <see cref="EventErrors.StateFolderNotWritten"/>.</exception>
    public static string PathOf(Uri portal)
    {
        string root = Environment.GetEnvironmentVariable(Variable)?.Trim() is { Length: > 0 } chosen
            ? FullPathOf(chosen)
            : Path.Combine(
                AccountFolder.Find() ?? throw EventErrors.StateFolderMissing.With("This account has no home folder for shared data."),
                State);
        return Path.Combine(root, $"{portal.Host.Replace(':', '_')}_{portal.Port}");
    }

    /// <summary>
    /// The folder of a bot, which may not exist yet: who reads its events, and the data that is saved for other processes.
    /// </summary>
    /// <exception cref="B24Exception"><see cref="EventErrors.StateFolderMissing"/>, <see cref="EventErrors.StateFolderNotWritten"/>.</exception>
    public static string PathOf(Uri portal, long botId) => Path.Combine(PathOf(portal), $"bot{botId}");

    private static string FullPathOf(string chosen)
    {
        try
        {
            return Path.GetFullPath(chosen);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException or IOException)
        {
            throw EventErrors.StateFolderNotWritten.With($"{Variable} is '{chosen}', which is not a valid folder path: {exception.Message}", exception);
        }
    }
}
