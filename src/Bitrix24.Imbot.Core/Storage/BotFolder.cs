using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Core.Storage;

/// <summary>Where processes of this account on this machine agree about one bot: who reads its events, and what is kept for whom.</summary>
internal static class BotFolder
{
    /// <summary>The folder of a bot, which need not exist yet.</summary>
    /// <exception cref="B24Exception"><see cref="EventErrors.StateFolderMissing"/>.</exception>
    public static string PathOf(Uri portal, long botId) => Path.Combine(StateFolder.PathOf(portal), $"bot{botId}");
}
