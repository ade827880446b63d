using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Chats;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Replies;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Core.Storage;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Receiving;

/// <summary>A question in a dialog, which people answer with a button under the message or with a text.</summary>
public sealed record BotQuestion
{
    /// <param name="dialogId">Where to ask: chatN for a chat, the user's number for a private dialog, sgN for a workgroup's chat.</param>
    /// <param name="message">The question, with BB codes; 1 to 20,000 characters.</param>
    public BotQuestion(string dialogId, string message)
    {
        DialogId = dialogId;
        Message = message;
    }

    /// <summary>Where to ask.</summary>
    public string DialogId { get; }

    /// <summary>The question.</summary>
    public string Message { get; }

    /// <summary>
    /// The answers to choose from, as buttons; null where the answer is a text. In a chat, a bot of type bot hears only texts that mention it: give it choices there.
    /// </summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>The word that cancels the question: one more button where there are choices, otherwise the text of an answer in any letter case. Null for none.</summary>
    public string? CancelWord { get; init; }

    /// <summary>The IDs of the users who may answer; empty for anyone in the dialog except bots.</summary>
    public IReadOnlyList<long> UserIds { get; init; } = [];

    /// <summary>How long to wait; null without end. When it is over, the reply says so and is no error.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>An attachment under the question; null for none.</summary>
    public Attachment? Attachment { get; init; }

    /// <summary>Whether a line is added to the question that says who answered what and when, or that nobody did.</summary>
    public bool ShowsAnswer { get; init; }

    /// <summary>The longest time between two looks at the bot's events, where nobody else reads them.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(5);

    private AskedQuestion Asked => new()
    {
        DialogId = DialogId,
        Message = Message,
        Attachment = Attachment,
        Choices = Choices,
        CancelWord = CancelWord,
        UserIds = UserIds,
        Timeout = Timeout,
        Closing = ShowsAnswer ? ClosingText : null,
    };

    /// <summary>
    /// Asks, and waits for the answer. The buttons are removed in the end, whatever comes of the question. Where no process of the account on this machine reads the bot's
    /// events, they are read here, and those that aren't the answer are kept for the next reader.
    /// </summary>
    /// <param name="session">The session of the bot's owner.</param>
    /// <param name="botId">The bot that asks; the session's default bot where null.</param>
    /// <param name="observer">Hears of warnings and waits; may be null.</param>
    /// <param name="cancellation">Ends the wait, and removes the buttons.</param>
    /// <returns>Who answered what and when, or that nobody did in time.</returns>
    /// <exception cref="B24Exception">
    /// <see cref="QuestionErrors.ChoiceRepeated"/>, <see cref="QuestionErrors.ReplyNotHeard"/>, <see cref="BotErrors.BotIdMissing"/>: the question can't be answered as it is.
    /// <see cref="QuestionErrors.ReplyReaderMissing"/>: the bot's events are posted, and nobody on this machine listens for them.
    /// <see cref="QuestionErrors.ReplyNotAsked"/>: another question waited in the dialog all the time. What sending and reading give.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was signalled.</exception>
    public async Task<BotReply> AskAsync(B24Session session, long? botId = null, ICallObserver? observer = null, CancellationToken cancellation = default)
    {
        long bot = session.RequireBot(botId);
        Require(bot);
        PreparedQuestion prepared = await PrepareAsync(session, bot, observer, cancellation).ConfigureAwait(false);
        return await prepared.AskAsync(observer, cancellation).ConfigureAwait(false);
    }

    /// <summary>Refuses texts and buttons that can't be sent, before anything is sent.</summary>
    internal void Require(long botId)
    {
        AskedQuestion asked = Asked;
        string? repeated = asked.Buttons.GroupBy(choice => choice.Trim(), StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (repeated is not null)
        {
            throw QuestionErrors.ChoiceRepeated.With($"The choices have {ShownInput.Quote(repeated)} more than once.");
        }

        _ = QuestionAsker.MessageOf(botId, asked, ButtonCommand.NewKey());
    }

    /// <summary>Makes sure that the question can be answered. The time until it is over begins here.</summary>
    internal async Task<PreparedQuestion> PrepareAsync(B24Session session, long botId, ICallObserver? observer, CancellationToken cancellation)
    {
        TimeSpan start = SystemClock.Instance.Elapsed;
        Bot bot = await session.SendAsync(new GetBotRequest(botId), observer, cancellation).ConfigureAwait(false);
        string folder = BotFolder.PathOf(session.Portal, botId);
        bool isPushed = string.Equals(bot.EventMode, EventHandlerAddress.WebhookMode, StringComparison.OrdinalIgnoreCase);
        RequireAnswerable(bot, folder, isPushed);
        string dialogId = await ResolvedDialogAsync(session, botId, observer, cancellation).ConfigureAwait(false);
        QuestionAsker asker = new(session, botId, folder, isPushed ? null : () => BotEvents.OpenQueue(session, botId, folder, new BotListenerOptions { Interval = Interval }));
        return new PreparedQuestion(asker, Asked with { DialogId = dialogId }, DialogId, start);
    }

    private string? ClosingText(BotReply? reply)
    {
        string text = $"{Message}\n{(reply is null ? ReplyTexts.Withdrawn() : ReplyTexts.Outcome(reply))}";
        return text.Length <= MessageText.MaxLength ? text : null;
    }

    private void RequireAnswerable(Bot bot, string folder, bool isPushed)
    {
        if (Choices is null && !Messages.DialogId.IsPrivate(DialogId) && !bot.HearsEverything)
        {
            throw QuestionErrors.ReplyNotHeard.With($"In {DialogId} bot {bot.BotId} of type {bot.Type} hears only messages that mention it, and an answer in words may not.");
        }

        if (isPushed && !EventReaderTurn.IsTaken(folder))
        {
            throw QuestionErrors.ReplyReaderMissing.With($"The events of bot {bot.BotId} are pushed, and nobody on this machine listens for them.");
        }
    }

    /// <summary>Events name the chat behind a workgroup.</summary>
    private async Task<string> ResolvedDialogAsync(B24Session session, long botId, ICallObserver? observer, CancellationToken cancellation)
    {
        string id = Messages.DialogId.Require(DialogId);
        return id.StartsWith("sg", StringComparison.OrdinalIgnoreCase)
            ? (await session.SendAsync(new GetChatRequest(botId, id), observer, cancellation).ConfigureAwait(false)).DialogId ?? id
            : id;
    }
}
