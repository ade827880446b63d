using Bitrix24.Imbot.Core.Events;

namespace Bitrix24.Imbot.ChatCommands.Pending;

/// <summary>An answer to a card: a text, or a press of one of its buttons.</summary>
/// <param name="Step">What was asked.</param>
/// <param name="Event">The event that brought the answer.</param>
internal sealed record PendingAnswer(string Step, PortalEvent Event)
{
    /// <summary>Place of the pressed button, from 0; null where the answer is a text.</summary>
    public int? Choice => PendingCard.Command.ChoiceIn(Event);

    /// <summary>What the person wrote.</summary>
    public string Text => Event.TextWithoutMention ?? string.Empty;
}
