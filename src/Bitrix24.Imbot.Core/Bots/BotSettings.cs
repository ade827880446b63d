using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Bots;

/// <summary>The settings of a bot, for registering and updating. Null members are not sent: a new bot gets the portal's default, and an existing one keeps its value.</summary>
public sealed record BotSettings
{
    /// <summary>Name, position, and image.</summary>
    public BotProperties Properties { get; init; } = new();

    /// <summary>Whether the bot is hidden from the contact list.</summary>
    public bool? IsHidden { get; init; }

    /// <summary>Whether people can react to the bot's messages. The portal's default is yes.</summary>
    public bool? IsReactionsEnabled { get; init; }

    /// <summary>Whether the bot works in open channels.</summary>
    public bool? IsSupportOpenline { get; init; }

    /// <summary>Background of the bot's chats; see <see cref="UpdateBotRequest.NoBackground"/>.</summary>
    public string? BackgroundId { get; init; }

    /// <summary><c>fetch</c> (the portal's default) or <c>webhook</c>. If the mode changes from fetch to webhook, the portal deletes the bot's pending events.</summary>
    public string? EventMode { get; init; }

    /// <summary>The URL for events in mode <c>webhook</c>; see <see cref="EventHandlerAddress"/>.</summary>
    public Uri? WebhookUri { get; init; }

    /// <summary>The new token of the bot, 1 to 40 characters. Only with an incoming webhook.</summary>
    public Secret? Token { get; init; }

    /// <summary>Whether an update needs the current state of the bot, for <see cref="CompletedFrom"/>.</summary>
    public bool NeedsCurrent => !Properties.IsEmpty || WebhookUri is not null;

    /// <summary>Adds the current values that the portal would otherwise reset.</summary>
    /// <exception cref="B24Exception"><see cref="BotErrors.WebhookUriUnused"/>: events of the bot are not sent to a URL.</exception>
    public BotSettings CompletedFrom(Bot now)
    {
        BotProperties properties = Properties.IsEmpty ? Properties : Properties.CompletedFrom(now.User
            ?? throw ConnectionErrors.AnswerUnexpected.With($"The answer doesn't contain the name and position of bot {now.BotId}, which an update would reset."));
        EventHandlerAddress.Require(EventMode ?? now.EventMode, WebhookUri, isModeChanged: false);
        return this with { Properties = properties };
    }

    /// <summary>The members to send.</summary>
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
