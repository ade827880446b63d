using Bitrix24.Imbot.Core.Events;

namespace Bitrix24.Imbot.ChatCommands.Pending;

/// <summary>An answer to a card: a text or a button press.</summary>
/// <param name="Step">The step that the question belongs to.</param>
/// <param name="Event">The event that contains the answer.</param>
internal sealed record PendingAnswer(string Step, PortalEvent Event)
{
    /// <summary>The zero-based index of the button; null if the answer is a text.</summary>
    public int? Choice => PendingCard.Command.ChoiceIn(Event);

    public string Text => Event.TextWithoutMention ?? string.Empty;
}
