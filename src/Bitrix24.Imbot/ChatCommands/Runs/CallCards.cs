using Bitrix24.Imbot.ChatCommands.Pending;
using Bitrix24.Imbot.ChatCommands.Texts;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Replies;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>
/// The questions that are asked before a function runs. Each question is stored before it is sent, and its message has an idempotency key. After a restart, a call
/// therefore asks no question twice and leaves no button without effect.
/// </summary>
internal sealed class CallCards(ChatBot bot, ChatDialog dialog, CallJournal journal, CancellationToken stopping) : IDisposable
{
    /// <summary>The minimum time that a question waits after a restart, because its answer may have arrived while the bot was stopped.</summary>
    private static readonly TimeSpan MinTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Acquired immediately: another call must not ask for text while this question is open, because it could receive this answer.</summary>
    private Task<IDisposable>? resumedTurn = journal.IsResumed && journal.Call.WaitsForText ? bot.Asker.AcquireTextTurnAsync(dialog.DialogId, dialog.UserId, stopping) : null;

    public CardAnswers Answers { get; } = new(journal);

    public void Dispose()
    {
        ReleaseResumedTurn();
        Answers.End();
    }

    /// <summary>Asks the caller and waits. A question that was answered before a restart is not asked again. If the wait is canceled, the question stays open.</summary>
    /// <exception cref="CallEndedException">The question timed out.</exception>
    public async Task<PendingAnswer> AskAsync(PendingCard card, CancellationToken cancellation)
    {
        if (journal.AnswerTo(card.Step) is { } known)
        {
            if (journal.Call.OpenCards.All(open => !open.WantsText || open.Step == card.Step))
            {
                ReleaseResumedTurn();
            }

            return known;
        }

        using IDisposable? waiting = EnterWait();
        await dialog.Outbox.WhenSentAsync().ConfigureAwait(false);
        using IDisposable? turn = card.WantsText ? await AcquireTextTurnAsync(cancellation).ConfigureAwait(false) : null;
        PendingCard open = await OpenAsync(card with { DialogId = dialog.DialogId, UserIds = [dialog.UserId] }, bot.AnswerTimeout, cancellation).ConfigureAwait(false);
        return await journal.AnswerAsync(card.Step, TimeoutFor(open), cancellation).ConfigureAwait(false) ?? throw new CallEndedException(ChatText.NoAnswer);
    }

    /// <summary>Counts a waiting call of the caller. Resumed calls and schedules aren't counted.</summary>
    public IDisposable? EnterWait() => journal.IsResumed || journal.Call.Schedule is not null
        ? null
        : bot.Limits.TryWait(dialog.UserId) ?? throw new CallEndedException(ChatText.TooManyOpen, CallerLimits.MaxWaiting);

    /// <summary>Stores all cards of a step before the first one is sent.</summary>
    public Task SaveAsync(IEnumerable<PendingCard> wanted, TimeSpan timeout, CancellationToken cancellation)
    {
        PendingCard[] cards = [.. wanted.Select(card => Prepared(card, timeout))];
        return journal.ChangeAsync(call => cards.Aggregate(call, (kept, card) => kept.With(card)), cancellation);
    }

    /// <summary>Sends a card, unless an earlier process has already sent it.</summary>
    /// <exception cref="B24Exception">The portal refused the message.</exception>
    public async Task<PendingCard> OpenAsync(PendingCard wanted, TimeSpan timeout, CancellationToken cancellation)
    {
        PendingCard? known = journal.Call.Cards.FirstOrDefault(card => card.Step == wanted.Step && card.DialogId == wanted.DialogId);
        PendingCard card = known ?? Prepared(wanted, timeout);
        if (known is null)
        {
            await journal.ChangeAsync(call => call.With(card), cancellation).ConfigureAwait(false);
        }

        try
        {
            return card is { MessageId: null, IsClosed: false } ? await SendAsync(card, card.Text, cancellation).ConfigureAwait(false) : card;
        }
        finally
        {
            Answers.ReleaseDeferred();
        }
    }

    private PendingCard Prepared(PendingCard wanted, TimeSpan timeout) => wanted with
    {
        Key = ButtonCommand.NewKey(),
        Text = dialog.Mask.Hide(wanted.Text),
        EndText = wanted.EndText is null ? null : dialog.Mask.Hide(wanted.EndText),
        Deadline = bot.Clock.UtcNow + timeout,
    };

    public TimeSpan TimeoutFor(PendingCard card)
    {
        TimeSpan left = card.Deadline - bot.Clock.UtcNow;
        return journal.IsResumed && left < MinTimeout ? MinTimeout : left;
    }

    /// <summary>Changes the text of a step's cards and keeps their buttons.</summary>
    public async Task ShowAsync(string step, Func<PendingCard, string> text)
    {
        foreach (PendingCard card in journal.Call.OpenCards.Where(card => card.Step == step && card.MessageId is not null))
        {
            try
            {
                await bot.Sender.SendAsync(new UpdateMessageRequest(bot.BotId, card.MessageId!.Value, new MessageChange { Text = dialog.Mask.Hide(text(card)) }), bot.Observer, stopping).ConfigureAwait(false);
            }
            catch (B24Exception exception)
            {
                bot.Observer.Warn($"The text of a question in {card.DialogId} could not be updated: {exception.Message}");
            }
        }
    }

    /// <summary>Removes the buttons of a step's cards and changes their text, unless the new text is null.</summary>
    public Task CloseAsync(string step, Func<PendingCard, string?> text) => CloseAsync(journal.Call.OpenCards.Where(card => card.Step == step), text);

    public Task CloseAllAsync(Func<PendingCard, string?> text) => CloseAsync(journal.Call.OpenCards, text);

    private void ReleaseResumedTurn() => Interlocked.Exchange(ref resumedTurn, null)?.ContinueWith(
        turn => turn.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private async Task<IDisposable> AcquireTextTurnAsync(CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref resumedTurn, null) is { } kept)
        {
            return await kept.ConfigureAwait(false);
        }

        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(bot.AnswerTimeout);
        try
        {
            return await bot.Asker.AcquireTextTurnAsync(dialog.DialogId, dialog.UserId, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new CallEndedException(ChatText.NoAnswer);
        }
    }

    private async Task<PendingCard> SendAsync(PendingCard card, string text, CancellationToken cancellation)
    {
        SendMessageRequest request = new(bot.BotId, card.DialogId, text, null, card.WantsText || card.IsInRun ? null : PendingCard.Command.Buttons(card.Key, card.Buttons))
        {
            IdempotencyKey = QuestionAsker.KeyOf(card.Key),
            UrlPreview = false,
        };
        SentMessage sent = await bot.Sender.SendAsync(request, bot.Observer, cancellation).ConfigureAwait(false);
        PendingCard known = card with { MessageId = QuestionAsker.MessageIdOf(sent) };
        await journal.ChangeAsync(call => call.Cards.Any(open => open.Key == card.Key) ? call.With(known) : call, cancellation).ConfigureAwait(false);
        return known;
    }

    /// <summary>Closes a card even if its message can't be changed. A text question without a closing text keeps its message.</summary>
    private async Task CloseAsync(IEnumerable<PendingCard> cards, Func<PendingCard, string?> text)
    {
        foreach (PendingCard card in cards.ToArray())
        {
            try
            {
                if (text(card) is var end && (end is not null || !card.WantsText))
                {
                    await ShowEndAsync(card, end).ConfigureAwait(false);
                }
            }
            catch (B24Exception exception)
            {
                bot.Observer.Warn($"A question in {card.DialogId} could not be closed: {exception.Message}");
            }

            await journal.ChangeAsync(call => call.Closed(card.Key), stopping).ConfigureAwait(false);
        }
    }

    private async Task ShowEndAsync(PendingCard card, string? text)
    {
        // A killed process may have sent the card without learning its message ID. Sending with the same key returns that ID, or creates a message that shows the result.
        long messageId = card.MessageId ?? (await SendAsync(card with { Buttons = [] }, text ?? card.Text, stopping).ConfigureAwait(false)).MessageId!.Value;
        MessageChange change = new() { RemovesKeyboard = !card.WantsText, Text = text is null ? null : dialog.Mask.Hide(text) };
        await bot.Sender.SendAsync(new UpdateMessageRequest(bot.BotId, messageId, change), bot.Observer, stopping).ConfigureAwait(false);
    }
}
