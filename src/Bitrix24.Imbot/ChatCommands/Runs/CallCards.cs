using Bitrix24.Imbot.ChatCommands.Pending;
using Bitrix24.Imbot.ChatCommands.Texts;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Replies;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>
/// The questions of a call before it runs. Each is on disk before it is sent, and its message has an idempotency key, so that a call that is taken up after a
/// restart asks nothing twice and leaves no button that does nothing.
/// </summary>
internal sealed class CallCards : IDisposable
{
    /// <summary>How long a question waits at least after a restart: its answer may have come while the bot was stopped.</summary>
    private static readonly TimeSpan MinPatience = TimeSpan.FromSeconds(30);

    /// <summary>Presses that are kept of one call. A person can press as often as he likes.</summary>
    private const int MaxAnswers = 500;

    private readonly ChatBot bot;
    private readonly ChatDialog dialog;
    private readonly CallJournal journal;
    private readonly CancellationToken stopping;
    private readonly object gate = new();
    private readonly List<Action> held = [];
    private volatile bool isOver;
    private Task<IDisposable>? keptTurn;

    /// <param name="bot">What all calls share.</param>
    /// <param name="dialog">The dialog of the caller.</param>
    /// <param name="journal">The call.</param>
    /// <param name="stopping">Ends everything.</param>
    public CallCards(ChatBot bot, ChatDialog dialog, CallJournal journal, CancellationToken stopping)
    {
        this.bot = bot;
        this.dialog = dialog;
        this.journal = journal;
        this.stopping = stopping;
        if (journal.IsResumed && journal.Call.WaitsForText)
        {
            // Taken at once: another call must not ask for a text while this question is open, because its answer could be taken for that one's.
            keptTurn = bot.Asker.AcquireTextTurnAsync(dialog.DialogId, dialog.UserId, stopping);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        LeaveKeptTurn();
        isOver = true;
        ReleaseHeld();
    }

    /// <summary>Asks the caller, and waits. What was answered before a restart is not asked again.</summary>
    /// <param name="card">The step, the text, the buttons, and the text of the end.</param>
    /// <param name="cancellation">Ends the wait. The question stays open then.</param>
    /// <exception cref="CallEndedException">There is no answer.</exception>
    public async Task<PendingAnswer> AskAsync(PendingCard card, CancellationToken cancellation)
    {
        if (journal.AnswerTo(card.Step) is { } known)
        {
            if (journal.Call.OpenCards.All(open => !open.WantsText || open.Step == card.Step))
            {
                LeaveKeptTurn();
            }

            return known;
        }

        using IDisposable? waiting = EnterWait();
        await dialog.Outbox.WhenSentAsync().ConfigureAwait(false);
        using IDisposable? turn = card.WantsText ? await AcquireTextTurnAsync(cancellation).ConfigureAwait(false) : null;
        PendingCard open = await OpenAsync(card with { DialogId = dialog.DialogId, UserIds = [dialog.UserId] }, bot.AnswerTimeout, cancellation).ConfigureAwait(false);
        return await journal.AnswerAsync(card.Step, PatienceFor(open), cancellation).ConfigureAwait(false) ?? throw new CallEndedException(ChatText.NoAnswer);
    }

    /// <summary>Counts a call that waits. What an earlier process has asked waits in any case, and a schedule is nobody's.</summary>
    /// <exception cref="CallEndedException">Too many calls wait.</exception>
    public IDisposable? EnterWait() => journal.IsResumed || journal.Call.Schedule is not null
        ? null
        : bot.Limits.TryWait(dialog.UserId) ?? throw new CallEndedException(ChatText.TooManyOpen, CallerLimits.WaitingOfOne);

    /// <summary>Puts the cards of a step on disk, all at once, before the first is sent.</summary>
    public Task KeepAsync(IEnumerable<PendingCard> wanted, TimeSpan timeout, CancellationToken cancellation)
    {
        PendingCard[] cards = [.. wanted.Select(card => Prepared(card, timeout))];
        return journal.ChangeAsync(call => cards.Aggregate(call, (kept, card) => kept.With(card)), bot.Observer, cancellation);
    }

    /// <summary>Sends a card, unless an earlier process has sent it.</summary>
    /// <exception cref="B24Exception">The portal refuses it.</exception>
    public async Task<PendingCard> OpenAsync(PendingCard wanted, TimeSpan timeout, CancellationToken cancellation)
    {
        PendingCard? known = journal.Call.Cards.FirstOrDefault(card => card.Step == wanted.Step && card.DialogId == wanted.DialogId);
        PendingCard card = known ?? Prepared(wanted, timeout);
        if (known is null)
        {
            await journal.ChangeAsync(call => call.With(card), bot.Observer, cancellation).ConfigureAwait(false);
        }

        try
        {
            return card is { MessageId: null, IsClosed: false } ? await SendAsync(card, card.Text, cancellation).ConfigureAwait(false) : card;
        }
        finally
        {
            ReleaseHeld();
        }
    }

    private PendingCard Prepared(PendingCard wanted, TimeSpan timeout) => wanted with
    {
        Key = ButtonCommand.NewKey(),
        Text = dialog.Mask.Hide(wanted.Text),
        EndText = wanted.EndText is null ? null : dialog.Mask.Hide(wanted.EndText),
        Deadline = bot.Clock.UtcNow + timeout,
    };

    /// <summary>How long a card waits from now on.</summary>
    public TimeSpan PatienceFor(PendingCard card)
    {
        TimeSpan left = card.Deadline - bot.Clock.UtcNow;
        return journal.IsResumed && left < MinPatience ? MinPatience : left;
    }

    /// <summary>Changes the text of a step's cards. Their buttons stay.</summary>
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
                bot.Observer.Warn($"A question in {card.DialogId} could not be changed: {exception.Message}");
            }
        }
    }

    /// <summary>Removes the buttons of a step's cards.</summary>
    /// <param name="step">What was asked.</param>
    /// <param name="text">What the cards show from then on; null leaves the text.</param>
    public async Task CloseAsync(string step, Func<PendingCard, string?> text)
    {
        foreach (PendingCard card in journal.Call.OpenCards.Where(card => card.Step == step).ToArray())
        {
            await CloseAsync(card, text(card)).ConfigureAwait(false);
        }
    }

    /// <summary>Removes the buttons of all cards that are still open.</summary>
    public async Task CloseAllAsync(Func<PendingCard, string?> text)
    {
        foreach (PendingCard card in journal.Call.OpenCards.ToArray())
        {
            await CloseAsync(card, text(card)).ConfigureAwait(false);
        }
    }

    /// <summary>Whether a card is an open one of this call, whoever presses it.</summary>
    public bool Has(string? cardKey) => journal.Call.OpenCards.Any(card => card.Key == cardKey);

    /// <summary>The card that an event answers; null where it answers none.</summary>
    /// <param name="item">A press of a button, or a message.</param>
    /// <param name="isEarly">Whether that can't be told yet: the message came before the number of the question's own message.</param>
    public PendingCard? FindFor(Core.Events.PortalEvent item, out bool isEarly)
    {
        isEarly = false;
        if (journal.Call.Answers.Count >= MaxAnswers)
        {
            return null;
        }

        foreach (PendingCard card in journal.Call.OpenCards)
        {
            if (ButtonCommand.KeyIn(item) == card.Key && card.IsPressedBy(item) && !IsAnswered(card))
            {
                return card;
            }

            if (card.IsTextFrom(item) && !IsAnswered(card) && (card.MessageId is null || item.MessageId > card.MessageId))
            {
                isEarly = card.MessageId is null;
                return card;
            }
        }

        return null;
    }

    /// <summary>Keeps an event until the question that it may answer has been sent.</summary>
    /// <param name="again">Takes the event again.</param>
    public void Hold(Action again)
    {
        lock (gate)
        {
            held.Add(again);
        }

        // It may have been sent in this moment.
        if (isOver || journal.Call.OpenCards.All(card => !card.WantsText || card.MessageId is not null))
        {
            ReleaseHeld();
        }
    }

    /// <summary>A question to the caller has one answer; a card for whoever may answer can have several.</summary>
    private bool IsAnswered(PendingCard card) => card.UserIds.Count > 0 && journal.AnswerTo(card.Step) is not null;

    private void ReleaseHeld()
    {
        Action[] released;
        lock (gate)
        {
            released = [.. held];
            held.Clear();
        }

        foreach (Action again in released)
        {
            again();
        }
    }

    private void LeaveKeptTurn() => Interlocked.Exchange(ref keptTurn, null)?.ContinueWith(
        turn => turn.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private async Task<IDisposable> AcquireTextTurnAsync(CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref keptTurn, null) is { } kept)
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
        PendingCard known = card with { MessageId = sent.MessageId ?? throw ConnectionErrors.AnswerUnexpected.With("The portal did not tell the number of the question's message.") };
        await journal.ChangeAsync(call => call.Cards.Any(open => open.Key == card.Key) ? call.With(known) : call, bot.Observer, cancellation).ConfigureAwait(false);
        return known;
    }

    /// <summary>What came of the question counts, whether its message can be changed or not. A question in words without a text for its end stays as it is.</summary>
    private async Task CloseAsync(PendingCard card, string? text)
    {
        try
        {
            if (!card.WantsText || text is not null)
            {
                await ShowEndAsync(card, text).ConfigureAwait(false);
            }
        }
        catch (B24Exception exception)
        {
            bot.Observer.Warn($"A question in {card.DialogId} could not be closed: {exception.Message}");
        }

        await journal.ChangeAsync(call => call.Closed(card.Key), bot.Observer, stopping).ConfigureAwait(false);
    }

    private async Task ShowEndAsync(PendingCard card, string? text)
    {
        // A process that was killed may have sent it and not learned its number. The same key brings the number, or a message that says how it ended.
        long messageId = card.MessageId ?? (await SendAsync(card with { Buttons = [] }, text ?? card.Text, stopping).ConfigureAwait(false)).MessageId!.Value;
        MessageChange change = new() { RemovesKeyboard = !card.WantsText, Text = text is null ? null : dialog.Mask.Hide(text) };
        await bot.Sender.SendAsync(new UpdateMessageRequest(bot.BotId, messageId, change), bot.Observer, stopping).ConfigureAwait(false);
    }
}
