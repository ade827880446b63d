using System.Collections.Concurrent;
using Bitrix24.Imbot.ChatCommands.Pending;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Replies;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>Finds the answers to the cards of a call among the events of the bot.</summary>
internal sealed class CardAnswers(CallJournal journal)
{
    /// <summary>The maximum number of presses that are stored for one call.</summary>
    private const int MaxAnswers = 500;

    private readonly ConcurrentQueue<Action> deferred = new();
    private volatile bool isOver;

    /// <summary>Whether this call has an open card with this key.</summary>
    public bool Has(string? cardKey) => journal.Call.OpenCards.Any(card => card.Key == cardKey);

    /// <summary>
    /// Finds the card that an event answers; null if there is none. It is early if it can't be decided yet, because the message arrived before the message ID of
    /// the question.
    /// </summary>
    public PendingCard? FindFor(PortalEvent item, out bool isEarly)
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

    /// <summary>Defers an event until the question that it may answer has been sent.</summary>
    public void Defer(Action again)
    {
        deferred.Enqueue(again);

        // The question may have been sent in the meantime.
        if (isOver || journal.Call.OpenCards.All(card => !card.WantsText || card.MessageId is not null))
        {
            ReleaseDeferred();
        }
    }

    /// <summary>Processes the deferred events, after a question was sent or could not be sent.</summary>
    public void ReleaseDeferred()
    {
        // Only those that are deferred now: an action can defer its event again.
        for (int left = deferred.Count; left > 0 && deferred.TryDequeue(out Action? again); left--)
        {
            again();
        }
    }

    /// <summary>Processes the deferred events and defers no more, because the call has ended.</summary>
    public void End()
    {
        isOver = true;
        ReleaseDeferred();
    }

    /// <summary>A question to the caller has one answer. A card for approvers can have several.</summary>
    private bool IsAnswered(PendingCard card) => card.UserIds.Count > 0 && journal.AnswerTo(card.Step) is not null;
}
