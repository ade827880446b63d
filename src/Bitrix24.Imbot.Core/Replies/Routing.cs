namespace Bitrix24.Imbot.Core.Replies;

/// <summary>What became of an event at the board of questions.</summary>
internal enum Routing
{
    /// <summary>It answers no question and is for whoever handles the bot's events.</summary>
    NotForQuestions,

    /// <summary>It lies ready for the one who asked.</summary>
    Delivered,

    /// <summary>It is a press of a question's button that nobody waits for, or that this user may not press.</summary>
    Dropped,
}
