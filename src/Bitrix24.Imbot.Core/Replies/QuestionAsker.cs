using System.Diagnostics;
using System.Text;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.SlashCommands;

namespace Bitrix24.Imbot.Core.Replies;

/// <summary>Asks questions for a bot: publishes a question on the board, sends it, waits for the answer, and always removes the buttons.</summary>
/// <param name="sender">Sends the requests.</param>
/// <param name="botId">The bot that asks.</param>
/// <param name="folder">The bot's folder.</param>
/// <param name="openQueue">
/// Opens the bot's queue if no other process reads it; null if its events are pushed or already read in this process.
/// </param>
internal sealed class QuestionAsker(IRequestSender sender, long botId, string folder, Func<QueueEventSource>? openQueue)
{
    /// <summary>Maximum time to remove the buttons after waiting was stopped.</summary>
    private static readonly TimeSpan WithdrawTime = TimeSpan.FromSeconds(1.5);

    private readonly QuestionBoard board = new(folder);
    private readonly AnswerWait wait = new(folder, openQueue, new LatePress(sender, botId));
    private volatile bool isRegistered;

    /// <summary>Asks a question and waits for the answer.</summary>
    /// <exception cref="B24Exception">
    /// The errors of sending and reading; <see cref="QuestionErrors.ReplyNotAsked"/> if another question in the dialog did not end in time.
    /// </exception>
    /// <exception cref="OperationCanceledException">Waiting was canceled.</exception>
    public async Task<BotReply> AskAsync(AskedQuestion asked, ICallObserver? observer, CancellationToken cancellation)
    {
        Stopwatch watch = Stopwatch.StartNew();
        Question question = new() { Name = asked.Name, DialogId = asked.DialogId, UserIds = asked.UserIds, Choices = asked.Buttons.Count };
        SendMessageRequest message = MessageOf(botId, asked, question.Name);
        using WaitingQuestion waiting = await PutUpAsync(question, asked.Timeout, cancellation).ConfigureAwait(false);
        if (asked.Choices is not null && !isRegistered)
        {
            await sender.SendAsync(new RegisterSlashCommandRequest(botId, ButtonCommand.Reply.Properties), observer, cancellation).ConfigureAwait(false);
            isRegistered = true;
        }

        SentMessage sent = await sender.SendAsync(message, observer, cancellation).ConfigureAwait(false);
        long messageId = MessageIdOf(sent);
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

    /// <summary>Waits until a text from a person can't answer another open question of this account.</summary>
    /// <returns>Dispose it to let the next question start.</returns>
    /// <exception cref="B24Exception"><see cref="EventErrors.StateFolderNotWritten"/>.</exception>
    public Task<IDisposable> AcquireTextTurnAsync(string dialogId, long userId, CancellationToken cancellation) => board.AcquireTextTurnAsync(dialogId, [userId], cancellation);

    /// <summary>The message of the question. If it is sent twice, it arrives once.</summary>
    /// <exception cref="B24Exception">The message can't be sent.</exception>
    public static SendMessageRequest MessageOf(long botId, AskedQuestion asked, string name) =>
        new(botId, asked.DialogId, asked.Message, asked.Attachment, asked.Choices is null ? null : ButtonCommand.Reply.Buttons(name, asked.Buttons)) { IdempotencyKey = KeyOf(name) };

    /// <summary>The ID of a question's message. Without it, an answer can't be told from other messages.</summary>
    /// <exception cref="B24Exception"><see cref="ConnectionErrors.AnswerUnexpected"/>.</exception>
    public static long MessageIdOf(SentMessage sent) =>
        sent.MessageId ?? throw ConnectionErrors.AnswerUnexpected.With("The portal did not return the ID of the question's message.");

    /// <summary>The idempotency key of the question's message.</summary>
    public static string KeyOf(string name) => IdempotencyKey.KeyOf(Encoding.ASCII.GetBytes(name));

    /// <summary>Removes the buttons of a question that is no longer waited for, within a short time.</summary>
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

        string text = asked.Choices is not null && ButtonCommand.Reply.ChoiceIn(answer) is { } place ? asked.Buttons[place] : answer.Message?.Text ?? string.Empty;
        bool isCancelled = asked.CancelWord is { } word && string.Equals(text.Trim(), word.Trim(), StringComparison.CurrentCultureIgnoreCase);
        return new BotReply(open.BotId, open.DialogId, open.MessageId, isCancelled ? null : text, answer, isCancelled);
    }

    /// <summary>
    /// Waits until no other question for the same people expects an answer in words. If the time limit expires first, the question is not asked.
    /// </summary>
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
            throw QuestionErrors.ReplyNotAsked.With($"Another question in {question.DialogId} was waiting for an answer until the time limit expired.");
        }
    }

    /// <summary>The reply is valid even if the message can't be changed.</summary>
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
            string what = asked.Choices is null ? $"Could not add the answer to message {open.MessageId}" : $"Could not remove the buttons of message {open.MessageId}";
            observer?.Warn($"{what}: {exception.Message}");
        }
    }
}
