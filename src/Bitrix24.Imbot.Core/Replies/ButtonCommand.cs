using System.Globalization;
using System.Security.Cryptography;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.SlashCommands;
using Bitrix24.Imbot.Core.Storage;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Replies;

/// <summary>
/// The hidden command of the buttons of questions. All questions use the same command; its parameters contain the key of the question and the position of
/// the button. The key is random, so that people can't answer a question that they have not seen.
/// </summary>
internal sealed class ButtonCommand(string name)
{
    private const int KeyBytes = 16;

    /// <summary>The command of the buttons of a <see cref="Question"/>.</summary>
    public static ButtonCommand Reply { get; } = new("b24reply");

    /// <summary>The name, without the slash.</summary>
    public string Name { get; } = name;

    /// <summary>The registration of the command: hidden, and available to extranet users, who can also be asked.</summary>
    public SlashCommandProperties Properties { get; } = new() { Command = name, IsHidden = true, IsCommon = false, IsExtranetSupported = true };

    /// <summary>Creates a random key for a question, 32 hexadecimal digits.</summary>
    public static string NewKey()
    {
        byte[] random = new byte[KeyBytes];
        using RandomNumberGenerator generator = RandomNumberGenerator.Create();
        generator.GetBytes(random);
        return ContentKey.ToText(random);
    }

    /// <summary>The buttons of a question.</summary>
    /// <exception cref="Errors.B24Exception">A text is not valid for a button.</exception>
    public Keyboard Buttons(string key, IReadOnlyList<string> choices) => new(choices.Select((choice, index) => new KeyboardButton
    {
        Text = choice,
        Command = Name,
        CommandParameter = FormattableString.Invariant($"{key} {index}"),
        Display = "LINE",
    }));

    /// <summary>Whether an event is a press of such a button, or a typed imitation.</summary>
    public bool IsCalledBy(PortalEvent item) =>
        item is { Kind: EventKind.Command, IsUserEvent: false } && string.Equals(item.Command?.Command.TrimStart('/'), Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a button was pressed. Anyone can type the command, but only a press contains the bot's message.</summary>
    public static bool IsPressed(PortalEvent item) =>
        item is { Command.IsPressed: true, MessageId: not null };

    /// <summary>The key of the answered question; null if the parameters contain none.</summary>
    public static string? KeyIn(PortalEvent item)
    {
        string key = PartsOf(item)[0];
        return key.Length == KeyBytes * 2 && key.All(sign => sign is (>= '0' and <= '9') or (>= 'a' and <= 'f')) ? key : null;
    }

    /// <summary>Index of the choice, from 0; null if the event isn't a call of the command, or its parameters contain none.</summary>
    public int? ChoiceIn(PortalEvent item) =>
        IsCalledBy(item) && PartsOf(item) is { Length: 2 } parts && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int place) ? place : null;

    private static string[] PartsOf(PortalEvent item) => (item.Command?.CommandParameter ?? string.Empty).Trim().Split(' ');
}
