using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Bots;

/// <summary>
/// <c>imbot.v2.Bot.update</c>: changes a bot. Null members are not sent and stay unchanged, but <see cref="BotSettings.Properties"/> are replaced
/// completely, see <see cref="BotSettings.CompletedFrom"/>. The code and the type can't be changed.
/// </summary>
public sealed class UpdateBotRequest(long botId, BotSettings changes) : BotRequest<Bot>(ApiMethods.BotUpdate, botId)
{
    /// <summary>
    /// A value for <see cref="BotSettings.BackgroundId"/> that the portal doesn't support. It treats an unsupported background as none
    /// (docs/portal/bots.md, "Colors and backgrounds"), so each user sees their own background again. It is not known whether the portal treats null
    /// as a missing member.
    /// </summary>
    public const string NoBackground = "none";

    private protected override void AddParameters(JsonMap parameters)
    {
        EventHandlerAddress.Require(changes.EventMode, changes.WebhookUri, isModeChanged: changes.EventMode is not null);
        if (changes.Token is not null)
        {
            BotToken.RequireNew(changes.Token);
        }

        JsonMap fields = changes.ToFields();
        parameters["fields"] = fields.Count > 0 ? fields : throw PortalErrors.NothingToChange.With($"No changes were specified for bot {BotId}.");
    }

    /// <inheritdoc />
    public override Bot ReadResult(JsonElement result) => Bot.Read(result, Method);
}
