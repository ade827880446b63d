using System.Diagnostics;
using Bitrix24.Imbot.Core.Commands;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Replies;

/// <summary>Asks questions for a bot: puts each on the board, sends it, waits for its answer, and takes its buttons away whatever comes of it.</summary>
internal sealed class QuestionAsker
{
    /// <summary>How long the portal may take to take the buttons of a cancelled question away.</summary>
    private static readonly TimeSpan FarewellTime = TimeSpan.FromSeconds(5);

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
        wait = new AnswerWait(folder, board, openQueue);
    }

    /// <summary>Asks, and waits for the answer.</summary>
    /// <exception cref="B24Exception">
    /// What sending and reading give; <see cref="ErrorKinds.ReplyNotAsked"/> where another question waited in the dialog all the time.
    /// </exception>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public async Task<BotReply> AskAsync(AskedQuestion asked, ICallObserver? observer, CancellationToken cancellation)
    {
        Stopwatch watch = Stopwatch.StartNew();
        Question question = new() { Name = ReplyCommand.NewQuestion(), DialogId = asked.DialogId, UserIds = asked.UserIds, Choices = asked.Choices?.Count ?? 0 };
        SendMessageRequest message = new(botId, asked.DialogId, asked.Message, null, asked.Choices is null ? null : ReplyCommand.Buttons(question.Name, asked.Choices));
        using WaitingQuestion waiting = await PutUpAsync(question, asked.Timeout, cancellation).ConfigureAwait(false);
        if (asked.Choices is not null && !isRegistered)
        {
            await sender.SendAsync(new RegisterCommandRequest(botId, ReplyCommand.Properties), observer, cancellation).ConfigureAwait(false);
            isRegistered = true;
        }

        SentMessage sent = await sender.SendAsync(message, observer, cancellation).ConfigureAwait(false);
        long messageId = sent.MessageId ?? throw ErrorKinds.AnswerUnexpected.With("The portal did not tell the number of the question's message.");
        waiting.Sent(messageId);
        TimeSpan left = asked.Timeout is not { } timeout ? Timeout.InfiniteTimeSpan : timeout > watch.Elapsed ? timeout - watch.Elapsed : TimeSpan.Zero;
        PortalEvent? answer;
        try
        {
            answer = await wait.ForAsync(waiting, left, observer, cancellation).ConfigureAwait(false);
        }
        catch (B24Exception)
        {
            await CloseAsync(asked, messageId, null, observer, cancellation).ConfigureAwait(false);
            throw;
        }
        catch (OperationCanceledException) when (asked.Closing is not null)
        {
            using CancellationTokenSource limit = new(FarewellTime);
            await CloseAsync(asked, messageId, null, observer, limit.Token).ConfigureAwait(false);
            throw;
        }

        string? text = answer is null ? null
            : asked.Choices is not null && ReplyCommand.ChoiceIn(answer) is { } place ? asked.Choices[place]
            : answer.Message?.Text ?? string.Empty;
        await CloseAsync(asked, messageId, asked.Choices is null ? null : text, observer, cancellation).ConfigureAwait(false);
        return new BotReply(botId, asked.DialogId, messageId, text, answer);
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
            throw ErrorKinds.ReplyNotAsked.With($"Another question waited for an answer in {question.DialogId} all the time.");
        }
    }

    /// <summary>The answer counts, whether its buttons can be taken away or not.</summary>
    private async Task CloseAsync(AskedQuestion asked, long messageId, string? choice, ICallObserver? observer, CancellationToken cancellation)
    {
        if (asked.Choices is null)
        {
            return;
        }

        try
        {
            MessageChange change = new() { RemovesKeyboard = true, Text = asked.Closing?.Invoke(choice) };
            await sender.SendAsync(new UpdateMessageRequest(botId, messageId, change), observer, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is B24Exception || (exception is OperationCanceledException && asked.Closing is not null))
        {
            observer?.Warn($"The buttons of message {messageId} could not be removed: {exception.Message}");
        }
    }
}
