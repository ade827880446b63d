using Bitrix24.Imbot.Core.Events;

namespace Bitrix24.Imbot.ChatCommands.Pending;

/// <summary>An answer to a card of a step: a text or a button press.</summary>
internal sealed record PendingAnswer(string Step, PortalEvent Event)
{
    /// <summary>The zero-based index of the button; null if the answer is a text.</summary>
    public int? Choice => PendingCard.Command.ChoiceIn(Event);

    public string Text => Event.TextWithoutMention ?? string.Empty;
}
