using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.SlashCommands;

/// <summary><c>imbot.v2.Command.update</c>: changes a slash command. The portal reads parameter texts only together with a title.</summary>
public sealed class UpdateSlashCommandRequest(long botId, long commandId, SlashCommandProperties properties)
    : BotRequest<SlashCommand>(ApiMethods.CommandUpdate, botId)
{
    private protected override void AddParameters(JsonMap parameters)
    {
        parameters["commandId"] = commandId;
        JsonMap fields = properties.ToFields();
        parameters["fields"] = fields.Count > 0 ? fields : throw PortalErrors.NothingToChange.With($"No changes were specified for command {commandId}.");
    }

    /// <inheritdoc />
    public override SlashCommand ReadResult(JsonElement result) => new(result.Member("command"));
}
