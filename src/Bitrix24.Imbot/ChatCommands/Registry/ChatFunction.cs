using System.Management.Automation;
using Bitrix24.Imbot.ChatCommands.Calls;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.ChatCommands.Registry;

/// <summary>A function that people in a chat can run.</summary>
internal sealed class ChatFunction
{
    private ChatFunction(CommandInfo command, FunctionRule rule, ChatSignature signature, IReadOnlyList<string> otherNames)
    {
        Command = command;
        Rule = rule;
        Signature = signature;
        OtherNames = otherNames;
        Help = FunctionHelp.Of(command);
        SupportsShouldProcess = new CommandMetadata(command).SupportsShouldProcess;
    }

    /// <summary>The function or cmdlet, in the runspace of whoever started the bot.</summary>
    public CommandInfo Command { get; }

    /// <summary>What holds for it.</summary>
    public FunctionRule Rule { get; }

    /// <summary>What it takes from a chat.</summary>
    public ChatSignature Signature { get; }

    /// <summary>Its name as it is written in scripts.</summary>
    public string Name => Command.Name;

    /// <summary>Its name as people see it in the list of commands, without the slash.</summary>
    public string ShownName => Name.ToLowerInvariant();

    /// <summary>Further spellings of it that work: as it is written, and its aliases.</summary>
    public IReadOnlyList<string> OtherNames { get; }

    /// <summary>What its comment says of it.</summary>
    public FunctionHelp Help { get; }

    /// <summary>Whether it asks or shows what it would do when it is told to.</summary>
    public bool SupportsShouldProcess { get; }

    /// <param name="command">The command, not an alias.</param>
    /// <param name="aliases">Aliases of it.</param>
    /// <param name="rule">What holds for it.</param>
    /// <exception cref="B24Exception"><see cref="FunctionErrors.FunctionRefused"/>.</exception>
    public static ChatFunction Of(CommandInfo command, IEnumerable<string> aliases, FunctionRule rule)
    {
        if (RefusedCommands.ReasonFor(command) is { } reason)
        {
            throw Refused(command.Name, reason);
        }

        ChatSignature signature = ChatSignature.Of(command, rule.Allows);
        if (rule.Parameters?.FirstOrDefault(name => !signature.Settable.Any(parameter => string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase))) is { } unknown)
        {
            throw Refused(command.Name, $"its rule names the parameter '{unknown}', which it does not have or which cannot be set from a chat");
        }

        if (signature.Sets.All(set => !set.IsUsable))
        {
            ChatParameter unfit = signature.Sets[0].Members.First(member => member.IsMandatory && !member.Parameter.IsSettable).Parameter;
            throw Refused(command.Name, $"its mandatory parameter '{unfit.Name}' of type {unfit.Type.Name} cannot be set from a chat");
        }

        string[] others = [.. aliases.Append(command.Name).Where(name => name != command.Name.ToLowerInvariant()).Distinct(StringComparer.Ordinal)];
        return new ChatFunction(command, rule, signature, others);
    }

    /// <summary>The error for a command that can't be a chat command.</summary>
    public static B24Exception Refused(string name, string reason) => FunctionErrors.FunctionRefused.With($"'{name}' cannot be a chat command: {reason}.");
}
