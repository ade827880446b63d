using System.Globalization;
using Bitrix24.Imbot.Core.Commands;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.ChatCommands.Pending;

/// <summary>
/// The hidden command behind the buttons of a call's cards. Its parameters name the card, which is random, and the button, so that a card can be answered only
/// by a person who has seen it.
/// </summary>
internal static class CardCommand
{
    /// <summary>Its name, without the slash.</summary>
    public const string Name = "b24call";

    private const int KeyLength = 32;

    /// <summary>As it is registered. Hidden, and for extranet users as well, who may be named in a rule.</summary>
    public static CommandProperties Properties { get; } = new() { Command = Name, IsHidden = true, IsCommon = false, IsExtranetSupported = true };

    /// <summary>The buttons of a card.</summary>
    public static Keyboard ButtonsOf(PendingCard card) => new(card.Buttons.Select((text, place) => new KeyboardButton
    {
        Text = text,
        Command = Name,
        CommandParameter = FormattableString.Invariant($"{card.Key} {place}"),
        Display = "LINE",
    }));

    /// <summary>Whether an event is a press of such a button, or what a person typed to look like one.</summary>
    public static bool IsCalledBy(PortalEvent item) =>
        item is { Kind: EventKind.Command, IsUserEvent: false } && string.Equals(item.Command?.Command.TrimStart('/'), Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The card that was pressed; null where the parameters name none.</summary>
    public static string? CardIn(PortalEvent item) => PartsOf(item) is { Length: 2 } parts && parts[0].Length == KeyLength ? parts[0] : null;

    /// <summary>Place of the pressed button, from 0; null where the event is not a press.</summary>
    public static int? ChoiceIn(PortalEvent item) =>
        IsCalledBy(item) && PartsOf(item) is { Length: 2 } parts && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int choice) ? choice : null;

    private static string[] PartsOf(PortalEvent item) => (item.Command?.CommandParameter ?? string.Empty).Trim().Split(' ');
}
