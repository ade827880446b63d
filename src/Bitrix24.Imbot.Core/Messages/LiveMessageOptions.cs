using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary>Options for a text that changes.</summary>
public sealed record LiveMessageOptions
{
    /// <param name="botId">The bot that sends the text.</param>
    /// <param name="dialogId">The dialog, see <see cref="Messages.DialogId"/>.</param>
    /// <exception cref="Errors.B24Exception"><see cref="Errors.ChatErrors.DialogIdInvalid"/>.</exception>
    public LiveMessageOptions(long botId, string dialogId)
    {
        BotId = botId;
        DialogId = Messages.DialogId.Require(dialogId);
    }

    /// <summary>The bot that sends the text.</summary>
    public long BotId { get; }

    /// <summary>The dialog.</summary>
    public string DialogId { get; }

    /// <summary>
    /// Converts the text to a message with BB codes. The second argument is true if the text is complete; an incomplete text can end in the middle of
    /// a code. By default, the text isn't changed.
    /// </summary>
    public Func<string, bool, string> Form { get; init; } = static (text, _) => text;

    /// <summary>The message to reply to; null for none.</summary>
    public long? ReplyTo { get; init; }

    /// <summary>Whether the portal adds a preview of the first link.</summary>
    public bool UrlPreview { get; init; } = true;

    /// <summary>See <see cref="SendMessageRequest.SkipConnector"/>.</summary>
    public bool SkipConnector { get; init; }

    /// <summary>See <see cref="SendMessageRequest.SilentConnector"/>.</summary>
    public bool SilentConnector { get; init; }

    /// <summary>The attachment of the last message when the text is complete; null for none.</summary>
    public Attachment? Attachment { get; init; }

    /// <summary>The buttons of the last message when the text is complete; null for none.</summary>
    public Keyboard? Keyboard { get; init; }
}
