using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Chats;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Replies;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Core.Storage;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Receiving;

/// <summary>A question in a dialog that people answer with a button below the message or with a text.</summary>
public sealed record BotQuestion
{
    /// <param name="dialogId">The dialog to ask in: chatN for a chat, a user ID for a private dialog, or sgN for a workgroup chat.</param>
    /// <param name="message">The question with BB codes, 1 to 20,000 characters.</param>
    public BotQuestion(string dialogId, string message)
    {
        DialogId = dialogId;
        Message = message;
    }

    /// <summary>The dialog to ask in.</summary>
    public string DialogId { get; }

    /// <summary>The question.</summary>
    public string Message { get; }

    /// <summary>
    /// The answers to choose from, as buttons; null for an answer in words. In a chat, a bot of type bot receives only messages that mention it, so
    /// use choices there.
    /// </summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>The word that cancels the question: an additional button if there are choices, otherwise a text in any case. Null for none.</summary>
    public string? CancelWord { get; init; }

    /// <summary>IDs of the users who can answer; empty for anyone in the dialog except bots.</summary>
    public IReadOnlyList<long> UserIds { get; init; } = [];

    /// <summary>Maximum time to wait; null for no limit. When it expires, the reply indicates this, and no error occurs.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>An attachment below the question; null for none.</summary>
    public Attachment? Attachment { get; init; }

    /// <summary>Whether to add a line to the question when it ends, with the answer, the person, and the time, or that no one answered.</summary>
    public bool ShowsAnswer { get; init; }

    /// <summary>The maximum time between two polls if no other process reads the bot's events.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(5);

    private AskedQuestion ToAsked(string? language = null) => new()
    {
        DialogId = DialogId,
        Message = Message,
        Attachment = Attachment,
        Choices = Choices,
        CancelWord = CancelWord,
        UserIds = UserIds,
        Timeout = Timeout,
        Closing = ShowsAnswer ? reply => ClosingText(reply, language) : null,
    };

    /// <summary>
    /// Asks the question and waits for the answer. The buttons are always removed at the end. If no process of the account on this computer reads the
    /// bot's events, this method reads them and saves those that aren't the answer for the next reader.
    /// </summary>
    /// <param name="session">The session of the bot's owner.</param>
    /// <param name="botId">The bot that asks; null for the session's default bot.</param>
    /// <param name="observer">Receives warnings and waits; may be null.</param>
    /// <param name="cancellation">Stops waiting and removes the buttons.</param>
    /// <returns>The answer with the person and the time, or that no one answered in time.</returns>
    /// <exception cref="B24Exception">
    /// <see cref="QuestionErrors.ChoiceRepeated"/>, <see cref="QuestionErrors.ReplyNotHeard"/>, <see cref="BotErrors.BotIdMissing"/>: the question
    /// can't be asked in this form. <see cref="QuestionErrors.ReplyReaderMissing"/>: the bot's events are posted, and no process on this computer
    /// listens for them. <see cref="QuestionErrors.ReplyNotAsked"/>: another question in the dialog did not end in time. Also the errors of sending
    /// and reading.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was canceled.</exception>
    public async Task<BotReply> AskAsync(B24Session session, long? botId = null, ICallObserver? observer = null, CancellationToken cancellation = default)
    {
        long bot = session.RequireBot(botId);
        Require(bot);
        PreparedQuestion prepared = await PrepareAsync(session, bot, observer, cancellation).ConfigureAwait(false);
        return await prepared.AskAsync(observer, cancellation).ConfigureAwait(false);
    }

    /// <summary>Rejects texts and buttons that can't be sent, before anything is sent.</summary>
    internal void Require(long botId)
    {
        AskedQuestion asked = ToAsked();
        string? repeated = asked.Buttons.GroupBy(choice => choice.Trim(), StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (repeated is not null)
        {
            throw QuestionErrors.ChoiceRepeated.With($"The choice {ShownInput.Quote(repeated)} is specified more than once.");
        }

        _ = QuestionAsker.MessageOf(botId, asked, ButtonCommand.NewKey());
    }

    /// <summary>Checks that the question can be answered. Its time limit starts here.</summary>
    internal async Task<PreparedQuestion> PrepareAsync(B24Session session, long botId, ICallObserver? observer, CancellationToken cancellation)
    {
        TimeSpan start = SystemClock.Instance.Elapsed;
        Bot bot = await session.SendAsync(new GetBotRequest(botId), observer, cancellation).ConfigureAwait(false);
        string folder = StateFolder.PathOf(session.Portal, botId);
        bool isPushed = string.Equals(bot.EventMode, EventHandlerAddress.WebhookMode, StringComparison.OrdinalIgnoreCase);
        RequireAnswerable(bot, folder, isPushed);
        string dialogId = await ResolvedDialogAsync(session, botId, observer, cancellation).ConfigureAwait(false);
        QuestionAsker asker = new(session, botId, folder, isPushed ? null : () => BotEvents.OpenQueue(session, botId, folder, new BotListenerOptions { Interval = Interval }));
        return new PreparedQuestion(asker, ToAsked(bot.Language) with { DialogId = dialogId }, DialogId, start);
    }

    private string? ClosingText(BotReply? reply, string? language)
    {
        string text = $"{Message}\n{(reply is null ? ReplyTexts.Withdrawn(language) : ReplyTexts.Outcome(reply, language))}";
        return text.Length <= MessageText.MaxLength ? text : null;
    }

    private void RequireAnswerable(Bot bot, string folder, bool isPushed)
    {
        if (Choices is null && !Messages.DialogId.IsPrivate(DialogId) && !bot.HearsEverything)
        {
            throw QuestionErrors.ReplyNotHeard.With($"In {DialogId}, bot {bot.BotId} of type '{bot.Type}' receives only messages that mention it, so it may not receive an answer in words.");
        }

        if (isPushed && !EventReaderTurn.IsHeld(folder))
        {
            throw QuestionErrors.ReplyReaderMissing.With($"The events of bot {bot.BotId} are pushed, but no process on this computer listens for them.");
        }
    }

    /// <summary>Events contain the ID of the chat that belongs to a workgroup.</summary>
    private async Task<string> ResolvedDialogAsync(B24Session session, long botId, ICallObserver? observer, CancellationToken cancellation)
    {
        string id = Messages.DialogId.Require(DialogId);
        return id.StartsWith("sg", StringComparison.OrdinalIgnoreCase)
            ? (await session.SendAsync(new GetChatRequest(botId, id), observer, cancellation).ConfigureAwait(false)).DialogId ?? id
            : id;
    }
}
