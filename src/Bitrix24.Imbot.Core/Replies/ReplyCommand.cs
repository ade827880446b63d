using System.Globalization;
using System.Security.Cryptography;
using Bitrix24.Imbot.Core.Commands;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Replies;

/// <summary>
/// The hidden command behind the buttons of a question. What a button runs is the same for all questions; its parameters say which question and which
/// choice, and the question's name in them is random, so that nobody can answer one that he has not seen.
/// </summary>
internal static class ReplyCommand
{
    /// <summary>Its name, without the slash.</summary>
    public const string Name = "b24reply";

    private const int QuestionBytes = 16;

    /// <summary>As it is registered: hidden, and for external users as well, who may be asked like others.</summary>
    public static CommandProperties Properties { get; } = new() { Command = Name, IsHidden = true, IsCommon = false, IsExtranetSupported = true };

    /// <summary>A new name of a question, 32 hexadecimal digits.</summary>
    public static string NewQuestion()
    {
        byte[] random = new byte[QuestionBytes];
        using RandomNumberGenerator generator = RandomNumberGenerator.Create();
        generator.GetBytes(random);
        return string.Concat(random.Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));
    }

    /// <summary>The buttons of a question.</summary>
    /// <exception cref="Errors.B24Exception">What a text makes an impossible button.</exception>
    public static Keyboard Buttons(string question, IReadOnlyList<string> choices) => new(choices.Select((choice, index) => new KeyboardButton
    {
        Text = choice,
        Command = Name,
        CommandParameter = FormattableString.Invariant($"{question} {index}"),
        Display = "LINE",
    }));

    /// <summary>Whether an event is a press of such a button, or what somebody typed to look like one.</summary>
    public static bool IsCalledBy(PortalEvent item) =>
        item is { Kind: EventKind.Command, IsUserEvent: false } && string.Equals(item.Command?.Command.TrimStart('/'), Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a button was pressed. Anyone can type the command; a press of a button also carries the bot's own message.</summary>
    public static bool IsPressed(PortalEvent item) =>
        item is { Command.IsPressed: true, MessageId: not null };

    /// <summary>The question that was answered; null where the parameters name none.</summary>
    public static string? QuestionIn(PortalEvent item)
    {
        string question = PartsOf(item)[0];
        return question.Length == QuestionBytes * 2 && question.All(sign => sign is (>= '0' and <= '9') or (>= 'a' and <= 'f')) ? question : null;
    }

    /// <summary>Place of the choice, from 0; null where the parameters name none.</summary>
    public static int? ChoiceIn(PortalEvent item)
    {
        string[] parts = PartsOf(item);
        return parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int place) ? place : null;
    }

    private static string[] PartsOf(PortalEvent item) => (item.Command?.CommandParameter ?? string.Empty).Trim().Split(' ');
}
