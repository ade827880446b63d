using System.Text.Json;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.SlashCommands;

/// <summary><c>imbot.v2.Command.list</c>: all commands that the bot's users see, including built-in ones.</summary>
public sealed class ListCommandsRequest : BotRequest<IReadOnlyList<BotCommand>>
{
    /// <summary>Creates a request.</summary>
    public ListCommandsRequest(long botId)
        : base(ApiMethods.CommandList, botId)
    {
    }

    private protected override void AddParameters(JsonMap parameters)
    {
        // The bot ID is the only parameter.
    }

    /// <inheritdoc />
    public override IReadOnlyList<BotCommand> ReadResult(JsonElement result) => 
        [.. ExpectedResult.Objects(result.Member("commands"), "commands", Method).Select(command => new BotCommand(command))];
}
