using System.Globalization;
using System.Security.Cryptography;
using Bitrix24.Imbot.Core.Commands;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Replies;

/// <summary>
/// The hidden slash command of question buttons. All questions use the same command; its arguments identify the question and the choice. The
/// question's name is random, so that only people who received the buttons can answer.
/// </summary>
internal static class ReplyCommand
{
    /// <summary>Name of the command, without the slash.</summary>
    public const string Name = "b24reply";

    private const int QuestionBytes = 16;

    /// <summary>The registration of the command: hidden, and available to extranet users, who can also be asked.</summary>
    public static CommandProperties Properties { get; } = new() { Command = Name, IsHidden = true, IsCommon = false, IsExtranetSupported = true };

    /// <summary>A new name for a question, 32 hexadecimal digits.</summary>
    public static string NewQuestion()
    {
        byte[] random = new byte[QuestionBytes];
        using RandomNumberGenerator generator = RandomNumberGenerator.Create();
        generator.GetBytes(random);
        return string.Concat(random.Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));
    }

    /// <summary>The buttons of a question.</summary>
    /// <exception cref="Errors.B24Exception">A text is not valid for a button.</exception>
    public static Keyboard Buttons(string question, IReadOnlyList<string> choices) => new(choices.Select((choice, index) => new KeyboardButton
    {
        Text = choice,
        Command = Name,
        CommandParameter = FormattableString.Invariant($"{question} {index}"),
        Display = "LINE",
    }));

    /// <summary>Whether an event is a press of such a button, or a typed imitation.</summary>
    public static bool IsCalledBy(PortalEvent item) =>
        item is { Kind: EventKind.Command, IsUserEvent: false } && string.Equals(item.Command?.Command.TrimStart('/'), Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a button was pressed. Anyone can type the command, but only a press contains the bot's message.</summary>
    public static bool IsPressed(PortalEvent item) =>
        item is { Command.IsPressed: true, MessageId: not null };

    /// <summary>The name of the question; null if the arguments contain none.</summary>
    public static string? QuestionIn(PortalEvent item)
    {
        string question = PartsOf(item)[0];
        return question.Length == QuestionBytes * 2 && question.All(sign => sign is (>= '0' and <= '9') or (>= 'a' and <= 'f')) ? question : null;
    }

    /// <summary>Index of the choice, from 0; null if the arguments contain none.</summary>
    public static int? ChoiceIn(PortalEvent item)
    {
        string[] parts = PartsOf(item);
        return parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int place) ? place : null;
    }

    private static string[] PartsOf(PortalEvent item) => (item.Command?.CommandParameter ?? string.Empty).Trim().Split(' ');
}
