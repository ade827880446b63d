using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary>Where a text is shown that still changes, and how.</summary>
public sealed record LiveMessageOptions
{
    /// <param name="botId">The bot that shows it.</param>
    /// <param name="dialogId">The dialog, see <see cref="Messages.DialogId"/>.</param>
    /// <exception cref="Errors.B24Exception"><see cref="Errors.ChatErrors.DialogIdInvalid"/>.</exception>
    public LiveMessageOptions(long botId, string dialogId)
    {
        BotId = botId;
        DialogId = Messages.DialogId.Require(dialogId);
    }

    /// <summary>The bot that shows it.</summary>
    public long BotId { get; }

    /// <summary>The dialog.</summary>
    public string DialogId { get; }

    /// <summary>
    /// Makes the text that is sent, with BB codes, from the text that was given. The second argument says whether that is complete; one that still grows may end in
    /// the middle of a code. As it is when left out.
    /// </summary>
    public Func<string, bool, string> Form { get; init; } = static (text, _) => text;

    /// <summary>The message that is answered; null for none.</summary>
    public long? ReplyTo { get; init; }

    /// <summary>False keeps the portal from adding a preview of the first link.</summary>
    public bool UrlPreview { get; init; } = true;

    /// <summary>See <see cref="SendMessageRequest.SkipConnector"/>.</summary>
    public bool SkipConnector { get; init; }

    /// <summary>See <see cref="SendMessageRequest.SilentConnector"/>.</summary>
    public bool SilentConnector { get; init; }

    /// <summary>What hangs under the last message when the text is complete; null for nothing.</summary>
    public Attachment? Attachment { get; init; }

    /// <summary>Buttons under the last message when the text is complete; null for none.</summary>
    public Keyboard? Keyboard { get; init; }
}
