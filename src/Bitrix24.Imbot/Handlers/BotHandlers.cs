using Bitrix24.Imbot.Core.Events;

namespace Bitrix24.Imbot.Handlers;

/// <summary>The script blocks of a bot. The one for commands can be a table of blocks by name.</summary>
internal sealed class BotHandlers(ScriptBlock? message, object? command, ScriptBlock? join, ScriptBlock? reaction, ScriptBlock? any)
{
    public CommandHandlers? Command { get; } = command is null ? null : CommandHandlers.From(command);

    public IEnumerable<ScriptBlock> Blocks => new[] { message, join, reaction, any }.OfType<ScriptBlock>().Concat(Command?.Blocks ?? []);

    public ScriptBlock? For(PortalEvent item) => Special(item) ?? any;

    private ScriptBlock? Special(PortalEvent item) => item.IsUserEvent ? null : item.Kind switch
    {
        EventKind.Message => message,
        EventKind.Command => Command?.For(item.Command?.Command ?? string.Empty),
        EventKind.Join => join,
        EventKind.Reaction => reaction,
        _ => null,
    };
}
