namespace Bitrix24.Imbot.Core.Storage;

/// <summary>
/// The shared folder of a bot for the processes of this account on this computer: who reads its events, and the data that is saved for other
/// processes.
/// </summary>
internal static class BotFolder
{
    /// <summary>The folder of a bot, which may not exist yet.</summary>
    /// <exception cref="B24Exception"><see cref="EventErrors.StateFolderMissing"/>.</exception>
    public static string PathOf(Uri portal, long botId) => Path.Combine(StateFolder.PathOf(portal), $"bot{botId}");
}
