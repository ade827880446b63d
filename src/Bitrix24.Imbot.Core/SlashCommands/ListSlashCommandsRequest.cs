using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.SlashCommands;

/// <summary><c>imbot.v2.Command.list</c>: all commands that the bot's users see, including built-in ones.</summary>
public sealed class ListSlashCommandsRequest(long botId)
    : BotRequest<IReadOnlyList<SlashCommand>>(ApiMethods.CommandList, botId)
{
    /// <inheritdoc />
    public override IReadOnlyList<SlashCommand> ReadResult(JsonElement result) =>
        [.. ExpectedResult.Objects(result.Member("commands"), "commands", Method).Select(command => new SlashCommand(command))];
}
