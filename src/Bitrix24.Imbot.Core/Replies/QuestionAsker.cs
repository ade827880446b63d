using System.Diagnostics;
using System.Text;
using Bitrix24.Imbot.Core.Commands;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Replies;

/// <summary>Asks questions for a bot: puts each on the board, sends it, waits for its answer, and takes its buttons away whatever comes of it.</summary>
internal sealed class QuestionAsker
{
    /// <summary>How long the end of a wait may take until the buttons are removed.</summary>
    private static readonly TimeSpan WithdrawTime = TimeSpan.FromSeconds(1.5);

    private readonly IRequestSender sender;
    private readonly long botId;
    private readonly QuestionBoard board;
    private readonly AnswerWait wait;
    private volatile bool isRegistered;

    /// <param name="sender">Sends requests.</param>
    /// <param name="botId">The bot that asks.</param>
    /// <param name="folder">The bot's folder.</param>
    /// <param name="openQueue">Opens the bot's queue to be read while nobody else reads it; null where its events are pushed, or are read in this process anyway.</param>
    public QuestionAsker(IRequestSender sender, long botId, string folder, Func<QueueEventSource>? openQueue)
    {
        this.sender = sender;
        this.botId = botId;
        board = new QuestionBoard(folder);
        wait = new AnswerWait(folder, board, openQueue, new LatePress(sender, botId));
    }

    /// <summary>Asks, and waits for the answer.</summary>
    /// <exception cref="B24Exception">
    /// What sending and reading give; <see cref="QuestionErrors.ReplyNotAsked"/> where another question waited in the dialog all the time.
    /// </exception>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public async Task<BotReply> AskAsync(AskedQuestion asked, ICallObserver? observer, CancellationToken cancellation)
    {
        Stopwatch watch = Stopwatch.StartNew();
        Question question = new() { Name = asked.Name, DialogId = asked.DialogId, UserIds = asked.UserIds, Choices = asked.Buttons.Count };
        SendMessageRequest message = MessageOf(botId, asked, question.Name);
        using WaitingQuestion waiting = await PutUpAsync(question, asked.Timeout, cancellation).ConfigureAwait(false);
        if (asked.Choices is not null && !isRegistered)
        {
            await sender.SendAsync(new RegisterCommandRequest(botId, ReplyCommand.Properties), observer, cancellation).ConfigureAwait(false);
            isRegistered = true;
        }

        SentMessage sent = await sender.SendAsync(message, observer, cancellation).ConfigureAwait(false);
        long messageId = sent.MessageId ?? throw ConnectionErrors.AnswerUnexpected.With("The portal did not tell the number of the question's message.");
        waiting.Sent(messageId);
        BotReply open = new(botId, asked.DialogId, messageId, null, null);
        asked.Sent?.Invoke(open);
        TimeSpan left = asked.Timeout is not { } timeout ? Timeout.InfiniteTimeSpan : timeout > watch.Elapsed ? timeout - watch.Elapsed : TimeSpan.Zero;
        BotReply reply;
        try
        {
            reply = ReplyFrom(asked, open, await wait.ForAsync(waiting, left, observer, cancellation).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is B24Exception or OperationCanceledException)
        {
            await WithdrawAsync(asked, open, observer).ConfigureAwait(false);
            throw;
        }

        await CloseAsync(asked, open, reply, observer, cancellation).ConfigureAwait(false);
        return reply;
    }

    /// <summary>Waits for the turn to ask a person for a text, so that no other question of this account is open that the text could answer.</summary>
    /// <returns>Ends the turn when it is disposed.</returns>
    /// <exception cref="B24Exception"><see cref="EventErrors.StateFolderNotWritten"/>.</exception>
    public Task<IDisposable> AcquireTextTurnAsync(string dialogId, long userId, CancellationToken cancellation) => board.AcquireTextTurnAsync(dialogId, [userId], cancellation);

    /// <summary>The question's message. Sent twice, it arrives once.</summary>
    /// <exception cref="B24Exception">What makes it a message that can't be sent.</exception>
    public static SendMessageRequest MessageOf(long botId, AskedQuestion asked, string name) =>
        new(botId, asked.DialogId, asked.Message, asked.Attachment, asked.Choices is null ? null : ReplyCommand.Buttons(name, asked.Buttons)) { IdempotencyKey = KeyOf(name) };

    /// <summary>The idempotency key of a question's message.</summary>
    public static string KeyOf(string name) => IdempotencyKey.KeyOf(Encoding.ASCII.GetBytes(name));

    /// <summary>Takes the buttons of a question away that nobody waits for any more, in a short time.</summary>
    public async Task WithdrawAsync(AskedQuestion asked, BotReply open, ICallObserver? observer)
    {
        using CancellationTokenSource limit = new(WithdrawTime);
        await CloseAsync(asked, open, null, observer, limit.Token).ConfigureAwait(false);
    }

    private static BotReply ReplyFrom(AskedQuestion asked, BotReply open, PortalEvent? answer)
    {
        if (answer is null)
        {
            return open;
        }

        string text = asked.Choices is not null && ReplyCommand.ChoiceIn(answer) is { } place ? asked.Buttons[place] : answer.Message?.Text ?? string.Empty;
        bool isCancelled = asked.CancelWord is { } word && string.Equals(text.Trim(), word.Trim(), StringComparison.CurrentCultureIgnoreCase);
        return new BotReply(open.BotId, open.DialogId, open.MessageId, isCancelled ? null : text, answer, isCancelled);
    }

    /// <summary>Waits until no other question in words is open to the same people; after the time is over it would be too late to ask at all.</summary>
    private async Task<WaitingQuestion> PutUpAsync(Question question, TimeSpan? timeout, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout ?? Timeout.InfiniteTimeSpan);
        try
        {
            return await board.PutUpAsync(question, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw QuestionErrors.ReplyNotAsked.With($"Another question waited for an answer in {question.DialogId} all the time.");
        }
    }

    /// <summary>What came of the question counts, whether its message can be changed or not.</summary>
    private async Task CloseAsync(AskedQuestion asked, BotReply open, BotReply? reply, ICallObserver? observer, CancellationToken cancellation)
    {
        string? text = asked.Closing?.Invoke(reply);
        if (text is null && asked.Choices is null)
        {
            return;
        }

        try
        {
            MessageChange change = new() { RemovesKeyboard = asked.Choices is not null, Text = text };
            await sender.SendAsync(new UpdateMessageRequest(botId, open.MessageId, change), observer, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is B24Exception or OperationCanceledException)
        {
            string what = asked.Choices is null ? $"The answer could not be added to message {open.MessageId}" : $"The buttons of message {open.MessageId} could not be removed";
            observer?.Warn($"{what}: {exception.Message}");
        }
    }
}
