using System.Collections;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.SlashCommands;

namespace Bitrix24.Imbot.Handlers;

/// <summary>The handlers of slash commands: one block for all commands, or one for each name.</summary>
internal sealed class CommandHandlers(ScriptBlock? forAll)
{
    private readonly Dictionary<string, ScriptBlock> byName = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of commands with a separate block, without the slash.</summary>
    public IReadOnlyCollection<string> Names => byName.Keys;

    public IEnumerable<ScriptBlock> Blocks => forAll is null ? byName.Values : [forAll];

    public static CommandHandlers From(object given)
    {
        object value = Unwrapped.From(given)!;
        switch (value)
        {
            case ScriptBlock block:
                return new CommandHandlers(block);
            case IDictionary table:
                CommandHandlers handlers = new(null);
                foreach (DictionaryEntry entry in table)
                {
                    object? handler = Unwrapped.From(entry.Value);
                    handlers.byName[SlashCommandName.Require(entry.Key as string)] = handler as ScriptBlock
                        ?? throw HandlerErrors.HandlerInvalid.With($"The handler of command '{entry.Key}' is not a script block.");
                }

                return handlers;
            default:
                throw HandlerErrors.HandlerInvalid.With($"-OnCommand must be a script block or a hashtable. Its type is {value.GetType().Name}.");
        }
    }

    public ScriptBlock? For(string command) =>
        forAll ?? (byName.TryGetValue(command.TrimStart('/'), out ScriptBlock? block) ? block : null);
}
