using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Bots;

/// <summary><c>imbot.v2.Bot.unregister</c>: removes a bot with its commands and pending events.</summary>
public sealed class UnregisterBotRequest : BotAction
{
    private static readonly MethodName Name = MethodName.Parse("imbot.v2.Bot.unregister");

    /// <summary>Makes a request.</summary>
    public UnregisterBotRequest(long botId)
        : base(Name, botId)
    {
    }

    private protected override void AddParameters(JsonMap parameters)
    {
        // The bot itself is all it takes.
    }
}
