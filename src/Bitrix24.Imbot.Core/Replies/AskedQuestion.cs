namespace Bitrix24.Imbot.Core.Replies;

/// <summary>A question as it is asked.</summary>
internal sealed record AskedQuestion
{
    /// <summary>Where to ask; of a workgroup's chat the chat behind it.</summary>
    public string DialogId { get; init; } = string.Empty;

    /// <summary>The question, with BB codes.</summary>
    public string Message { get; init; } = string.Empty;

    /// <summary>The answers to choose from, as buttons; null where the answer is a text.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>Who may answer; nobody named: anyone but a bot.</summary>
    public IReadOnlyList<long> UserIds { get; init; } = [];

    /// <summary>How long to wait; null without end.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// The text of the question's message when it is over, by the choice that was made, or null where none was. Without it the text stays. Where it is given,
    /// the buttons are also taken away when the wait is cancelled.
    /// </summary>
    public Func<string?, string>? Closing { get; init; }
}
