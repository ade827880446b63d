using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Bots;

/// <summary><c>imbot.v2.Bot.unregister</c>: removes a bot with its commands and pending events.</summary>
public sealed class UnregisterBotRequest(long botId)
    : BotAction(ApiMethods.BotUnregister, botId);
