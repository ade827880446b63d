using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Messages;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>
/// A command in an event: its name, the text after it, and the form of the message. It is for this bot in a private dialog, with a mention, or if the portal
/// matched it.
/// </summary>
internal sealed record ChatLine(string Name, string Line, ChatLineShape Shape, bool IsForBot)
{
    private static readonly char[] LineBreaks = ['\r', '\n'];

    /// <summary>Gets the command of an event; null if there is none. Edited and forwarded messages contain no command.</summary>
    public static ChatLine? TryGet(PortalEvent item) => item switch
    {
        { IsUserEvent: true } => null,
        { Message: { Forward.Count: > 0 } } => null,
        { Kind: EventKind.Command, Command: { } call } => OfCommand(item, call),
        { Kind: EventKind.Message, Message: not null } => OfText(item),
        _ => null,
    };

    private static ChatLine OfCommand(PortalEvent item, CommandCall call)
    {
        // The message of a button is from the bot. Every other command was typed by its author.
        bool isButton = call.IsPressed || string.Equals(call.Context, "menu", StringComparison.OrdinalIgnoreCase);
        return new ChatLine(call.Command.TrimStart('/'), call.CommandParameter, isButton ? ChatLineShape.Single : ShapeOf(item.TextWithoutMention ?? string.Empty), IsForBot: true);
    }

    private static ChatLine? OfText(PortalEvent item)
    {
        string text = item.TextWithoutMention ?? string.Empty;
        if (text.Length < 2 || text[0] != '/')
        {
            return null;
        }

        string line = text.Split(LineBreaks, 2)[0].TrimStart('/');
        int blank = line.IndexOf(' ');
        string name = blank < 0 ? line : line.Substring(0, blank);
        bool isMentioned = item.Message!.Text.Trim() != text;
        return name.Length == 0 ? null : new ChatLine(name, blank < 0 ? string.Empty : line.Substring(blank + 1), ShapeOf(text), (item.DialogId is { } dialogId && DialogId.IsPrivate(dialogId)) || isMentioned);
    }

    private static ChatLineShape ShapeOf(string text)
    {
        string[] lines = [.. text.Split(LineBreaks, StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim()).Where(line => line.Length > 0)];
        return lines.Count(line => line[0] == '/') > 1 ? ChatLineShape.SeveralCommands
            : lines.Length > 1 ? ChatLineShape.MoreThanCommand
            : ChatLineShape.Single;
    }
}

/// <summary>The form of a message with a command.</summary>
internal enum ChatLineShape
{
    Single,

    /// <summary>The command and other lines, such as a quotation.</summary>
    MoreThanCommand,

    SeveralCommands,
}
