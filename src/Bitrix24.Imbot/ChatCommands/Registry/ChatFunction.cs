using System.Text;
using Bitrix24.Imbot.ChatCommands.Calls;
using Bitrix24.Imbot.Core.Rights;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.ChatCommands.Registry;

/// <summary>A function that people in a chat can run, with its rule.</summary>
internal sealed record ChatFunction
{
    private readonly ChatSignature whole;
    private readonly string code;

    private ChatFunction(CommandInfo command, ChatSignature whole, IReadOnlyList<string> otherNames)
    {
        Command = command;
        this.whole = whole;
        Signature = whole;
        OtherNames = otherNames;
        Help = FunctionHelp.From(command);
        SupportsShouldProcess = new CommandMetadata(command).SupportsShouldProcess;
        code = $"{command.Name}\n{command.Version}\n{command.Definition}";
    }

    /// <summary>The function or cmdlet in the runspace that started the bot. Other threads can't read its parameters.</summary>
    public CommandInfo Command { get; }

    public FunctionRule Rule { get; private init; } = new();

    /// <summary>The people who may call it; null if its rule leaves this to -Allow.</summary>
    public AccessPolicy? Policy { get; private init; }

    /// <summary>The parameters that a chat can use.</summary>
    public ChatSignature Signature { get; private init; }

    /// <summary>The name as it is written in scripts.</summary>
    public string Name => Command.Name;

    /// <summary>The name in the list of slash commands, without the slash.</summary>
    public string ShownName => Name.ToLowerInvariant();

    /// <summary>Other accepted names: the original spelling and the aliases.</summary>
    public IReadOnlyList<string> OtherNames { get; }

    public FunctionHelp Help { get; }

    /// <summary>Whether it supports -Confirm and -WhatIf.</summary>
    public bool SupportsShouldProcess { get; }

    /// <summary>Identifies the code of the function and the content of its rule.</summary>
    public string Fingerprint => ContentKey.Compute(Encoding.UTF8.GetBytes($"{code}\n{Rule.Fingerprint}"));

    /// <summary>Creates a function without a rule from a command that is not an alias.</summary>
    public static ChatFunction From(CommandInfo command, IEnumerable<string> aliases)
    {
        if (RefusedCommands.ReasonFor(command) is { } reason)
        {
            throw Refused(command.Name, reason);
        }

        string[] others = [.. aliases.Append(command.Name).Where(name => name != command.Name.ToLowerInvariant()).Distinct(StringComparer.Ordinal)];
        return new ChatFunction(command, ChatSignature.From(command), others);
    }

    /// <summary>Applies a rule. The parts that don't fit the function are collected.</summary>
    /// <exception cref="B24Exception"><see cref="FunctionErrors.FunctionRefused"/>: the rule makes it impossible to call the function.</exception>
    public ChatFunction Under(FunctionRule rule, RuleMistakes mistakes)
    {
        ChatSignature signature = whole.Restricted(rule.Allows, rule.WhatIf);
        foreach (string unknown in rule.Parameters?.Where(name => !signature.Settable.Any(parameter => string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase))) ?? [])
        {
            mistakes.Add(Refused(Name, $"the parameter '{unknown}' in its rule doesn't exist or can't be set from a chat"));
        }

        if (!SupportsShouldProcess && (rule.WhatIf || rule.Preview))
        {
            mistakes.Add($"The rule of '{Name}' contains {(rule.WhatIf ? nameof(rule.WhatIf) : nameof(rule.Preview))}, but the function doesn't support ShouldProcess.");
        }

        if (signature.Sets.All(set => !set.IsUsable))
        {
            ChatParameter unfit = signature.Sets[0].Members.First(member => member.IsMandatory && !member.Parameter.IsSettable).Parameter;
            throw Refused(Name, $"its mandatory parameter '{unfit.Name}' of type {unfit.Type.Name} can't be set from a chat");
        }

        return this with { Rule = rule, Signature = signature, Policy = rule.Allow is null ? null : new AccessPolicy(rule.Allow) };
    }

    public static B24Exception Refused(string name, string reason) => FunctionErrors.FunctionRefused.With($"'{name}' can't be a chat command: {reason}.");
}
