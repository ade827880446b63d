using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.SlashCommands;

/// <summary><c>imbot.v2.Command.unregister</c>: removes a slash command.</summary>
public sealed class UnregisterSlashCommandRequest(long botId, long commandId)
    : BotAction(ApiMethods.CommandUnregister, botId, new JsonMap { ["commandId"] = commandId });
