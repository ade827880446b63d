using System.Management.Automation;
using System.Text;
using Bitrix24.Imbot.ChatCommands.Calls;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Rights;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.ChatCommands.Registry;

/// <summary>A function that people in a chat can run, under one rule.</summary>
internal sealed class ChatFunction
{
    private readonly ChatSignature whole;
    private readonly string code;

    private ChatFunction(CommandInfo command, ChatSignature whole, IReadOnlyList<string> otherNames)
    {
        Command = command;
        this.whole = whole;
        Signature = whole;
        OtherNames = otherNames;
        Help = FunctionHelp.Of(command);
        SupportsShouldProcess = new CommandMetadata(command).SupportsShouldProcess;
        code = $"{command.Name}\n{command.Version}\n{command.Definition}";
    }

    private ChatFunction(ChatFunction function, FunctionRule rule, ChatSignature signature)
    {
        Command = function.Command;
        whole = function.whole;
        code = function.code;
        OtherNames = function.OtherNames;
        Help = function.Help;
        SupportsShouldProcess = function.SupportsShouldProcess;
        Rule = rule;
        Signature = signature;
        Policy = rule.Allow is null ? null : new AccessPolicy(rule.Allow);
    }

    /// <summary>The function or cmdlet, in the runspace of whoever started the bot. Another thread can't ask it for its parameters.</summary>
    public CommandInfo Command { get; }

    /// <summary>What holds for it.</summary>
    public FunctionRule Rule { get; } = new();

    /// <summary>Who may call it; null where its rule leaves that to -Allow.</summary>
    public AccessPolicy? Policy { get; }

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

    /// <summary>Identifies what the function does and what its rule says, as far as its text tells.</summary>
    public string Fingerprint => ContentKey.Compute(Encoding.UTF8.GetBytes($"{code}\n{Rule.Fingerprint}"));

    /// <summary>A function without a rule.</summary>
    /// <param name="command">The command, not an alias.</param>
    /// <param name="aliases">Aliases of it.</param>
    /// <exception cref="B24Exception"><see cref="FunctionErrors.FunctionRefused"/>.</exception>
    public static ChatFunction Of(CommandInfo command, IEnumerable<string> aliases)
    {
        if (RefusedCommands.ReasonFor(command) is { } reason)
        {
            throw Refused(command.Name, reason);
        }

        string[] others = [.. aliases.Append(command.Name).Where(name => name != command.Name.ToLowerInvariant()).Distinct(StringComparer.Ordinal)];
        return new ChatFunction(command, ChatSignature.Of(command), others);
    }

    /// <summary>The same function under a rule.</summary>
    /// <param name="rule">What holds for it.</param>
    /// <param name="mistakes">Hears what the rule says and the function doesn't have.</param>
    /// <exception cref="B24Exception"><see cref="FunctionErrors.FunctionRefused"/>: under this rule nobody could call it.</exception>
    public ChatFunction Under(FunctionRule rule, RuleMistakes mistakes)
    {
        ChatSignature signature = whole.Restricted(rule.Allows, rule.WhatIf);
        foreach (string unknown in rule.Parameters?.Where(name => !signature.Settable.Any(parameter => string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase))) ?? [])
        {
            mistakes.Add(Refused(Name, $"its rule names the parameter '{unknown}', which it does not have or which cannot be set from a chat"));
        }

        if (!SupportsShouldProcess && (rule.WhatIf || rule.Preview))
        {
            mistakes.Add($"The rule of '{Name}' has {(rule.WhatIf ? nameof(rule.WhatIf) : nameof(rule.Preview))}, and the function does not support ShouldProcess.");
        }

        if (signature.Sets.All(set => !set.IsUsable))
        {
            ChatParameter unfit = signature.Sets[0].Members.First(member => member.IsMandatory && !member.Parameter.IsSettable).Parameter;
            throw Refused(Name, $"its mandatory parameter '{unfit.Name}' of type {unfit.Type.Name} cannot be set from a chat");
        }

        return new ChatFunction(this, rule, signature);
    }

    /// <summary>The error for a command that can't be a chat command.</summary>
    public static B24Exception Refused(string name, string reason) => FunctionErrors.FunctionRefused.With($"'{name}' cannot be a chat command: {reason}.");
}
