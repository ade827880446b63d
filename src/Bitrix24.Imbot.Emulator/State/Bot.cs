namespace Bitrix24.Imbot.Emulator.State;

/// <summary>A registered bot.</summary>
public sealed class Bot
{
    /// <summary>The bot's user id.</summary>
    public int Id => User.Id;

    /// <summary>The bot's user.</summary>
    public required User User { get; init; }

    /// <summary>The code given at registration, unique in the portal.</summary>
    public required string Code { get; init; }

    /// <summary>The type, which never changes.</summary>
    public required BotType Type { get; init; }

    /// <summary>Who owns it: an application's client id, or <c>custom</c> and the botToken (docs/portal/authorization.md, "Bot owner").</summary>
    public string Owner { get; internal set; } = "";

    /// <summary>Hidden from the contact list.</summary>
    public bool IsHidden { get; internal set; }

    /// <summary>Works in Open Channels.</summary>
    public bool IsSupportOpenline { get; internal set; }

    /// <summary>Reactions to its messages are allowed.</summary>
    public bool IsReactionsEnabled { get; internal set; } = true;

    /// <summary>Background of its chats, or null.</summary>
    public string? BackgroundId { get; internal set; }

    /// <summary>True when events wait in the queue, false when they are posted to <see cref="WebhookUrl"/>.</summary>
    public bool IsFetching { get; internal set; } = true;

    /// <summary>The address to which events are posted, or null.</summary>
    public string? WebhookUrl { get; internal set; }
}
