using System.Text.Json;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Bots;

/// <summary>
/// <c>imbot.v2.Bot.update</c>: changes a bot. Null members are not sent and stay as they are; only <see cref="Properties"/> are replaced as a
/// whole. Code and type cannot be changed.
/// </summary>
public sealed class UpdateBotRequest : BotRequest<Bot>
{
    /// <summary>
    /// A value for <see cref="BackgroundId"/> that the portal does not know. The portal treats an unknown background as none (docs/portal/bots.md, "Colors and backgrounds"), so each
    /// user sees their own background again. Whether the portal treats null as a member that was not sent is not known.
    /// </summary>
    public const string NoBackground = "none";


    /// <summary>Makes a request.</summary>
    public UpdateBotRequest(long botId)
        : base(ApiMethods.BotUpdate, botId)
    {
    }

    /// <summary>Name, position and picture, complete; null to leave them alone.</summary>
    public BotProperties? Properties { get; init; }

    /// <summary>Whether the bot is hidden from the contact list.</summary>
    public bool? IsHidden { get; init; }

    /// <summary>Whether people may react to its messages.</summary>
    public bool? IsReactionsEnabled { get; init; }

    /// <summary>Whether it works in open channels.</summary>
    public bool? IsSupportOpenline { get; init; }

    /// <summary>Background of its chats, or <see cref="NoBackground"/>.</summary>
    public string? BackgroundId { get; init; }

    /// <summary><c>fetch</c> or <c>webhook</c>. From fetch to webhook, the portal deletes the bot's pending events.</summary>
    public string? EventMode { get; init; }

    /// <summary>Where events go in mode <c>webhook</c>; see <see cref="EventHandlerAddress"/>.</summary>
    public Uri? WebhookUri { get; init; }

    /// <summary>The token that the bot is to have from now on, 1 to 40 characters; under an incoming webhook only.</summary>
    public Secret? NewToken { get; init; }

    private protected override void AddParameters(JsonMap parameters)
    {
        EventHandlerAddress.Require(EventMode, WebhookUri, isModeChanged: EventMode is not null);
        if (NewToken is not null)
        {
            BotToken.RequireNew(NewToken);
        }

        JsonMap fields = new JsonMap()
            .AddUnlessNull("properties", Properties?.ToFields())
            .AddUnlessNull("isHidden", IsHidden)
            .AddUnlessNull("isReactionsEnabled", IsReactionsEnabled)
            .AddUnlessNull("isSupportOpenline", IsSupportOpenline)
            .AddUnlessNull("backgroundId", BackgroundId)
            .AddUnlessNull("eventMode", EventMode)
            .AddUnlessNull("webhookUrl", WebhookUri?.AbsoluteUri)
            .AddUnlessNull("botToken", NewToken);
        parameters["fields"] = fields.Count > 0 ? fields : throw PortalErrors.NothingToChange.With($"Nothing of bot {BotId} was to be changed.");
    }

    /// <inheritdoc />
    public override Bot ReadResult(JsonElement result) => Bot.Read(result, Method);
}
