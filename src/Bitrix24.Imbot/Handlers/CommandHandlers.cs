using System.Collections;
using System.Management.Automation;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Commands;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Handlers;

/// <summary>What handles slash commands: one block for all of them, or one for each name.</summary>
internal sealed class CommandHandlers
{
    private readonly ScriptBlock? forAll;
    private readonly Dictionary<string, ScriptBlock> byName = new(StringComparer.OrdinalIgnoreCase);

    private CommandHandlers(ScriptBlock? forAll)
    {
        this.forAll = forAll;
    }

    /// <summary>The commands that have a block of their own, without their slashes.</summary>
    public IReadOnlyCollection<string> Names => byName.Keys;

    /// <summary>All blocks.</summary>
    public IEnumerable<ScriptBlock> Blocks => forAll is null ? byName.Values : [forAll];

    /// <exception cref="B24Exception"><see cref="HandlerErrors.HandlerInvalid"/>, <see cref="SlashCommandErrors.CommandNameInvalid"/>.</exception>
    public static CommandHandlers From(object given)
    {
        object value = Unwrapped.Of(given)!;
        switch (value)
        {
            case ScriptBlock block:
                return new CommandHandlers(block);
            case IDictionary table:
                CommandHandlers handlers = new(null);
                foreach (DictionaryEntry entry in table)
                {
                    object? handler = Unwrapped.Of(entry.Value);
                    handlers.byName[CommandName.Require(entry.Key as string)] = handler as ScriptBlock
                        ?? throw HandlerErrors.HandlerInvalid.With($"The handler of command '{entry.Key}' is no script block.");
                }

                return handlers;
            default:
                throw HandlerErrors.HandlerInvalid.With($"-OnCommand is an object of type {value.GetType().Name}.");
        }
    }

    /// <summary>The block for a command as an event names it; null where there is none.</summary>
    public ScriptBlock? For(string command) =>
        forAll ?? (byName.TryGetValue(command.TrimStart('/'), out ScriptBlock? block) ? block : null);
}
