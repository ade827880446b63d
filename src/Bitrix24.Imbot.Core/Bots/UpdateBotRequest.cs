using System.Text.Json;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Bots;

/// <summary>
/// <c>imbot.v2.Bot.update</c>: changes a bot. Null members are not sent and stay as they are; only <see cref="BotSettings.Properties"/> are replaced as a
/// whole, see <see cref="BotSettings.CompletedFrom"/>. Code and type cannot be changed.
/// </summary>
public sealed class UpdateBotRequest : BotRequest<Bot>
{
    /// <summary>
    /// A value for <see cref="BotSettings.BackgroundId"/> that the portal does not know. The portal treats an unknown background as none (docs/portal/bots.md, "Colors and backgrounds"), so each
    /// user sees their own background again. Whether the portal treats null as a member that was not sent is not known.
    /// </summary>
    public const string NoBackground = "none";

    private readonly BotSettings changes;

    /// <summary>Makes a request.</summary>
    public UpdateBotRequest(long botId, BotSettings changes)
        : base(ApiMethods.BotUpdate, botId)
    {
        this.changes = changes;
    }

    private protected override void AddParameters(JsonMap parameters)
    {
        EventHandlerAddress.Require(changes.EventMode, changes.WebhookUri, isModeChanged: changes.EventMode is not null);
        if (changes.Token is not null)
        {
            BotToken.RequireNew(changes.Token);
        }

        JsonMap fields = changes.ToFields();
        parameters["fields"] = fields.Count > 0 ? fields : throw PortalErrors.NothingToChange.With($"Nothing of bot {BotId} was to be changed.");
    }

    /// <inheritdoc />
    public override Bot ReadResult(JsonElement result) => Bot.Read(result, Method);
}
