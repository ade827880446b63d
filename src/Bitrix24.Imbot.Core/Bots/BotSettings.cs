using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Bots;

/// <summary>What of a bot is set when it is registered, and can be changed later. Null members are not sent: a new bot gets the portal's default, and another keeps what it has.</summary>
public sealed record BotSettings
{
    /// <summary>Name, position and picture.</summary>
    public BotProperties Properties { get; init; } = new();

    /// <summary>Whether the bot is hidden from the contact list.</summary>
    public bool? IsHidden { get; init; }

    /// <summary>Whether people may react to its messages; the portal's default is yes.</summary>
    public bool? IsReactionsEnabled { get; init; }

    /// <summary>Whether it works in open channels.</summary>
    public bool? IsSupportOpenline { get; init; }

    /// <summary>Background of its chats; see <see cref="UpdateBotRequest.NoBackground"/>.</summary>
    public string? BackgroundId { get; init; }

    /// <summary><c>fetch</c> (the portal's default) or <c>webhook</c>. From fetch to webhook, the portal deletes the bot's pending events.</summary>
    public string? EventMode { get; init; }

    /// <summary>Where events go in mode <c>webhook</c>; see <see cref="EventHandlerAddress"/>.</summary>
    public Uri? WebhookUri { get; init; }

    /// <summary>The owner's token from now on, 1 to 40 characters; under an incoming webhook only.</summary>
    public Secret? Token { get; init; }

    /// <summary>Whether a change needs to know the bot as it is, for <see cref="CompletedFrom"/>.</summary>
    public bool NeedsCurrent => !Properties.IsEmpty || WebhookUri is not null;

    /// <summary>The same with what the bot has now where the portal would reset it.</summary>
    /// <exception cref="B24Exception"><see cref="BotErrors.WebhookUriUnused"/>: the bot's events are not sent to an address.</exception>
    public BotSettings CompletedFrom(Bot now)
    {
        BotProperties properties = Properties.IsEmpty ? Properties : Properties.CompletedFrom(now.User
            ?? throw ConnectionErrors.AnswerUnexpected.With($"The portal did not tell name and position of bot {now.BotId}, which a change would reset."));
        EventHandlerAddress.Require(EventMode ?? now.EventMode, WebhookUri, isModeChanged: false);
        return this with { Properties = properties };
    }

    /// <summary>The members that are to be sent.</summary>
    internal JsonMap ToFields() => new JsonMap()
        .AddUnlessNull("properties", Properties.IsEmpty ? null : Properties.ToFields())
        .AddUnlessNull("isHidden", IsHidden)
        .AddUnlessNull("isReactionsEnabled", IsReactionsEnabled)
        .AddUnlessNull("isSupportOpenline", IsSupportOpenline)
        .AddUnlessNull("backgroundId", BackgroundId)
        .AddUnlessNull("eventMode", EventMode)
        .AddUnlessNull("webhookUrl", WebhookUri?.AbsoluteUri)
        .AddUnlessNull("botToken", Token);
}
