using System.Text.Json;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Commands;

/// <summary><c>imbot.v2.Command.list</c>: all commands that the bot's users are offered, the messenger's own ones included.</summary>
public sealed class ListCommandsRequest : BotRequest<IReadOnlyList<BotCommand>>
{
    /// <summary>Makes a request.</summary>
    public ListCommandsRequest(long botId)
        : base(ApiMethods.CommandList, botId)
    {
    }

    private protected override void AddParameters(JsonMap parameters)
    {
        // The bot itself is all it takes.
    }

    /// <inheritdoc />
    public override IReadOnlyList<BotCommand> ReadResult(JsonElement result) => 
        [.. ExpectedResult.Objects(result.Member("commands"), "commands", Method).Select(command => new BotCommand(command))];
}
