namespace Bitrix24.Imbot.Core.Events;

/// <summary>What an event tells, for bots and for users alike (docs/portal/events.md, "Event types").</summary>
public enum EventKind
{
    /// <summary>A kind that this version does not know; see its type.</summary>
    Other,

    /// <summary>A new message.</summary>
    Message,

    /// <summary>A message was edited.</summary>
    MessageUpdate,

    /// <summary>A message was deleted.</summary>
    MessageDelete,

    /// <summary>The bot, or under a user's subscription anybody, came into a chat.</summary>
    Join,

    /// <summary>The bot was deleted; its last event, and pushed only.</summary>
    BotDelete,

    /// <summary>A dialog was opened with data for the bot.</summary>
    Context,

    /// <summary>A slash command was typed, or a button pressed that stands for one.</summary>
    Command,

    /// <summary>A reaction was added or taken away.</summary>
    Reaction,
}
