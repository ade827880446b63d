using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Replies;

/// <summary>A question with all its settings.</summary>
internal sealed record AskedQuestion
{
    /// <summary>The random name of the question, 32 hexadecimal digits. A new one, unless the caller must know it in advance.</summary>
    public string Name { get; init; } = ButtonCommand.NewKey();

    /// <summary>The dialog to ask in. For a workgroup, the ID of its chat.</summary>
    public string DialogId { get; init; } = string.Empty;

    public string Message { get; init; } = string.Empty;

    /// <summary>The answers to choose from, as buttons; null for an answer in words.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>The users who can answer; empty for anyone except bots.</summary>
    public IReadOnlyList<long> UserIds { get; init; } = [];

    /// <summary>Maximum time to wait; null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>An attachment below the question; null for none.</summary>
    public Attachment? Attachment { get; init; }

    /// <summary>The word that cancels the question, an additional button if there are choices; null for none.</summary>
    public string? CancelWord { get; init; }

    /// <summary>
    /// Returns the text of the message when the question ends, for the reply (null if waiting was stopped). If this is null or returns null, the text
    /// stays unchanged.
    /// </summary>
    public Func<BotReply?, string?>? Closing { get; init; }

    /// <summary>Called when the question was sent; null for none.</summary>
    public Action<BotReply>? Sent { get; init; }

    /// <summary>The texts of the buttons; empty for an answer in words.</summary>
    public IReadOnlyList<string> Buttons => Choices is null ? [] : CancelWord is null ? Choices : [.. Choices, CancelWord];
}
