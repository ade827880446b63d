namespace Bitrix24.Imbot.Core.Replies;

/// <summary>The result of passing an event to the question board.</summary>
internal enum Routing
{
    /// <summary>The event answers no question. It is for the process that handles the bot's events.</summary>
    NotForQuestions,

    /// <summary>The answer was saved for the process that asked.</summary>
    Delivered,

    /// <summary>A press of a button whose question has ended.</summary>
    Late,

    /// <summary>A press that doesn't count: from a person who can't answer, a second press, or a typed command.</summary>
    Dropped,
}
