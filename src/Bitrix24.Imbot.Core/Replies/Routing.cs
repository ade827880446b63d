namespace Bitrix24.Imbot.Core.Replies;

/// <summary>What became of an event at the board of questions.</summary>
internal enum Routing
{
    /// <summary>It answers no question and is for whoever handles the bot's events.</summary>
    NotForQuestions,

    /// <summary>It lies ready for the one who asked.</summary>
    Delivered,

    /// <summary>It is a press of a button of a question that has ended.</summary>
    Late,

    /// <summary>It is a press that doesn't count: of someone who may not answer, the second one, or a typed one.</summary>
    Dropped,
}
