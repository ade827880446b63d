using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Replies;

/// <summary>A question as it is asked.</summary>
internal sealed record AskedQuestion
{
    /// <summary>The random name of the question, 32 hexadecimal digits; a new one unless the caller has to know it beforehand.</summary>
    public string Name { get; init; } = ButtonCommand.NewKey();

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

    /// <summary>What hangs under the question; null for nothing.</summary>
    public Attachment? Attachment { get; init; }

    /// <summary>The word that cancels the question, one more button where there are choices; null for none.</summary>
    public string? CancelWord { get; init; }

    /// <summary>The text of the question's message when it is over, by the reply, which is null where the wait was ended. Without it, or where it gives null, the text stays.</summary>
    public Func<BotReply?, string?>? Closing { get; init; }

    /// <summary>Hears of the question when it has been sent; null for nobody.</summary>
    public Action<BotReply>? Sent { get; init; }

    /// <summary>The texts of the buttons; none where the answer is a text.</summary>
    public IReadOnlyList<string> Buttons => Choices is null ? [] : CancelWord is null ? Choices : [.. Choices, CancelWord];
}
