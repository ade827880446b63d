namespace Bitrix24.Imbot.Core.Events;

/// <summary>The kind of an event, for bots and users alike (docs/portal/events.md, "Event types").</summary>
public enum EventKind
{
    /// <summary>A kind that this version doesn't support; see the event's type.</summary>
    Other,

    /// <summary>A new message.</summary>
    Message,

    /// <summary>A message was edited.</summary>
    MessageUpdate,

    /// <summary>A message was deleted.</summary>
    MessageDelete,

    /// <summary>The bot joined a chat. With a user subscription, also any other user.</summary>
    Join,

    /// <summary>The bot was deleted. This is its last event, and it is only pushed.</summary>
    BotDelete,

    /// <summary>A person opened a dialog with data for the bot.</summary>
    Context,

    /// <summary>A slash command was typed, or a button with a slash command was pressed.</summary>
    Command,

    /// <summary>A reaction was added or removed.</summary>
    Reaction,
}
