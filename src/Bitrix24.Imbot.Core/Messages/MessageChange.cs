using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary>What is to be different about a message; null members are not sent and stay as they are.</summary>
public sealed record MessageChange
{
    /// <summary>The new text, with BB codes, at most 20,000 characters. Empty only together with an attachment or keyboard.</summary>
    public string? Text { get; init; }

    /// <summary>What hangs under the text now, instead of what did before.</summary>
    public Attachment? Attachment { get; init; }

    /// <summary>The buttons now, instead of those before.</summary>
    public Keyboard? Keyboard { get; init; }

    /// <summary>Takes the keyboard away. A message that consists of nothing else is deleted by that (docs/portal/messages.md, "Update").</summary>
    public bool RemovesKeyboard { get; init; }

    /// <summary>Whether the first link gets a preview.</summary>
    public bool? UrlPreview { get; init; }
}
