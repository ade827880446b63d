using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.SlashCommands;

/// <summary><c>imbot.v2.Command.unregister</c>: removes a slash command.</summary>
public sealed class UnregisterSlashCommandRequest : BotAction
{
    private readonly long commandId;

    /// <summary>Creates a request.</summary>
    public UnregisterSlashCommandRequest(long botId, long commandId)
        : base(ApiMethods.CommandUnregister, botId)
    {
        this.commandId = commandId;
    }

    private protected override void AddParameters(JsonMap parameters)
    {
        parameters["commandId"] = commandId;
    }
}
