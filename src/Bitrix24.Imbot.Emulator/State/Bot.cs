namespace Bitrix24.Imbot.Emulator.State;

/// <summary>A registered bot.</summary>
public sealed class Bot
{
    /// <summary>The bot's user ID.</summary>
    public int Id => User.Id;

    /// <summary>The bot's user.</summary>
    public required User User { get; init; }

    /// <summary>The code that was specified at registration. It is unique in the portal.</summary>
    public required string Code { get; init; }

    /// <summary>The type. It never changes.</summary>
    public required BotType Type { get; init; }

    /// <summary>The owner: the client ID of an application, or <c>custom</c> and the botToken (docs/portal/authorization.md, "Bot owner").</summary>
    public string Owner { get; internal set; } = "";

    /// <summary>True if the bot isn't shown in the contact list.</summary>
    public bool IsHidden { get; internal set; }

    /// <summary>True if the bot works in Open Channels.</summary>
    public bool IsSupportOpenline { get; internal set; }

    /// <summary>True if reactions to its messages are allowed.</summary>
    public bool IsReactionsEnabled { get; internal set; } = true;

    /// <summary>The background of its chats, or null.</summary>
    public string? BackgroundId { get; internal set; }

    /// <summary>True if events wait in the queue; false if they are posted to <see cref="WebhookUrl"/>.</summary>
    public bool IsFetching { get; internal set; } = true;

    /// <summary>The URL to which events are posted, or null.</summary>
    public string? WebhookUrl { get; internal set; }
}
