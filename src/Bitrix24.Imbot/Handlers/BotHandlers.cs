using System.Management.Automation;
using Bitrix24.Imbot.Core.Events;

namespace Bitrix24.Imbot.Handlers;

/// <summary>The script blocks of a bot.</summary>
internal sealed class BotHandlers
{
    public ScriptBlock? Message { get; init; }

    public CommandHandlers? Command { get; init; }

    public ScriptBlock? Join { get; init; }

    public ScriptBlock? Reaction { get; init; }

    /// <summary>The block for events that no other block handles.</summary>
    public ScriptBlock? Any { get; init; }

    /// <param name="message">Handles messages; null for none, as with the others.</param>
    /// <param name="command">Handles slash commands: a block, or a table of blocks by name.</param>
    /// <param name="join">Handles that the bot came into a chat.</param>
    /// <param name="reaction">Handles reactions.</param>
    /// <param name="any">Handles what no other one takes.</param>
    /// <exception cref="Core.Errors.B24Exception">See <see cref="CommandHandlers.From"/>.</exception>
    public static BotHandlers From(ScriptBlock? message, object? command, ScriptBlock? join, ScriptBlock? reaction, ScriptBlock? any) => new()
    {
        Message = message,
        Command = command is null ? null : CommandHandlers.From(command),
        Join = join,
        Reaction = reaction,
        Any = any,
    };

    /// <summary>All blocks.</summary>
    public IEnumerable<ScriptBlock> Blocks => new[] { Message, Join, Reaction, Any }.OfType<ScriptBlock>().Concat(Command?.Blocks ?? []);

    /// <summary>Gets the block for an event; null if there is none.</summary>
    public ScriptBlock? For(PortalEvent item) => Special(item) ?? Any;

    private ScriptBlock? Special(PortalEvent item) => item.IsUserEvent ? null : item.Kind switch
    {
        EventKind.Message => Message,
        EventKind.Command => Command?.For(item.Command?.Command ?? string.Empty),
        EventKind.Join => Join,
        EventKind.Reaction => Reaction,
        _ => null,
    };
}
