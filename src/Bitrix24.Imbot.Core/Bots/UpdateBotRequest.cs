using System.Text.Json;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Bots;

/// <summary>
/// <c>imbot.v2.Bot.update</c>: changes a bot. Null members are not sent and stay unchanged, but <see cref="Properties"/> are replaced completely. The
/// code and the type can't be changed.
/// </summary>
public sealed class UpdateBotRequest : BotRequest<Bot>
{
    /// <summary>
    /// A value for <see cref="BackgroundId"/> that the portal doesn't support. It treats an unsupported background as none
    /// (docs/portal/bots.md, "Colors and backgrounds"), so each user sees their own background again. It is not known whether the portal treats null
    /// as a missing member.
    /// </summary>
    public const string NoBackground = "none";


    /// <summary>Creates a request.</summary>
    public UpdateBotRequest(long botId)
        : base(ApiMethods.BotUpdate, botId)
    {
    }

    /// <summary>The complete name, position, and image; null to keep them.</summary>
    public BotProperties? Properties { get; init; }

    /// <summary>Whether the bot is hidden from the contact list.</summary>
    public bool? IsHidden { get; init; }

    /// <summary>Whether people can react to the bot's messages.</summary>
    public bool? IsReactionsEnabled { get; init; }

    /// <summary>Whether the bot works in open channels.</summary>
    public bool? IsSupportOpenline { get; init; }

    /// <summary>Background of the bot's chats, or <see cref="NoBackground"/>.</summary>
    public string? BackgroundId { get; init; }

    /// <summary><c>fetch</c> or <c>webhook</c>. If the mode changes from fetch to webhook, the portal deletes the bot's pending events.</summary>
    public string? EventMode { get; init; }

    /// <summary>The URL for events in mode <c>webhook</c>; see <see cref="EventHandlerAddress"/>.</summary>
    public Uri? WebhookUri { get; init; }

    /// <summary>The new token of the bot, 1 to 40 characters. Only with an incoming webhook.</summary>
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
        parameters["fields"] = fields.Count > 0 ? fields : throw PortalErrors.NothingToChange.With($"No changes were specified for bot {BotId}.");
    }

    /// <inheritdoc />
    public override Bot ReadResult(JsonElement result) => Bot.Read(result, Method);
}
