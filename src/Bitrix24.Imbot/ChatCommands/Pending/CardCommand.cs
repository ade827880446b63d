using System.Globalization;
using Bitrix24.Imbot.Core.Commands;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.ChatCommands.Pending;

/// <summary>
/// The hidden slash command of the buttons on a call's cards. Its parameters are the random key of the card and the button, so only a person who has seen the card
/// can answer it.
/// </summary>
internal static class CardCommand
{
    /// <summary>The name, without the slash.</summary>
    public const string Name = "b24call";

    private const int KeyLength = 32;

    /// <summary>The command as it is registered: hidden, and available to extranet users, because a rule can name them.</summary>
    public static CommandProperties Properties { get; } = new() { Command = Name, IsHidden = true, IsCommon = false, IsExtranetSupported = true };

    /// <summary>Creates the buttons of a card.</summary>
    public static Keyboard ButtonsOf(PendingCard card) => new(card.Buttons.Select((text, place) => new KeyboardButton
    {
        Text = text,
        Command = Name,
        CommandParameter = FormattableString.Invariant($"{card.Key} {place}"),
        Display = "LINE",
    }));

    /// <summary>Whether an event is a press of such a button, or a typed imitation of one.</summary>
    public static bool IsCalledBy(PortalEvent item) =>
        item is { Kind: EventKind.Command, IsUserEvent: false } && string.Equals(item.Command?.Command.TrimStart('/'), Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Gets the key of the card; null if the parameters contain none.</summary>
    public static string? CardIn(PortalEvent item) => PartsOf(item) is { Length: 2 } parts && parts[0].Length == KeyLength ? parts[0] : null;

    /// <summary>Gets the zero-based index of the button; null if the event is not a button press.</summary>
    public static int? ChoiceIn(PortalEvent item) =>
        IsCalledBy(item) && PartsOf(item) is { Length: 2 } parts && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int choice) ? choice : null;

    private static string[] PartsOf(PortalEvent item) => (item.Command?.CommandParameter ?? string.Empty).Trim().Split(' ');
}
