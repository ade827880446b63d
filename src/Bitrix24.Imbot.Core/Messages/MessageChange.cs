using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary>Changes to a message. Null members are not sent and stay unchanged.</summary>
public sealed record MessageChange
{
    /// <summary>The new text, with BB codes, at most 20,000 characters. Empty only together with an attachment or keyboard.</summary>
    public string? Text { get; init; }

    /// <summary>The new attachment, which replaces the old one.</summary>
    public Attachment? Attachment { get; init; }

    /// <summary>The new buttons, which replace the old ones.</summary>
    public Keyboard? Keyboard { get; init; }

    /// <summary>Whether to remove the keyboard. A message that has no other content is deleted (docs/portal/messages.md, "Update").</summary>
    public bool RemovesKeyboard { get; init; }

    /// <summary>Whether the portal adds a preview of the first link.</summary>
    public bool? UrlPreview { get; init; }
}
