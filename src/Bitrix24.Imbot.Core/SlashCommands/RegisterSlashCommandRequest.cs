using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.SlashCommands;

/// <summary>
/// <c>imbot.v2.Command.register</c>: registers a slash command. If the bot already has a command with this name, it returns the existing command
/// unchanged (docs/portal/commands.md, "Register a command").
/// </summary>
public sealed class RegisterSlashCommandRequest(long botId, SlashCommandProperties properties)
    : BotRequest<SlashCommand>(ApiMethods.CommandRegister, botId)
{
    private protected override void AddParameters(JsonMap parameters)
    {
        parameters["fields"] = properties.IsHidden == true || properties.Title is { Count: > 0 }
            ? properties.ToFields()
            : throw SlashCommandErrors.CommandTitleMissing.With($"Command '{properties.Command}' requires a title, because it is not hidden.");
    }

    /// <inheritdoc />
    public override SlashCommand ReadResult(JsonElement result) => new(result.Member("command"));
}
