using Bitrix24.Imbot.ChatCommands.Parsing;
using Bitrix24.Imbot.ChatCommands.Texts;

namespace Bitrix24.Imbot.ChatCommands.Calls;

/// <summary>The parameters of a function that a chat can use, without common parameters.</summary>
internal sealed class ChatSignature(Dictionary<string, ChatParameter> parameters, IReadOnlyList<ChatParameterSet> sets, bool isAdvanced, bool takesWhatIf = false)
{
    /// <summary>The only common parameter that a rule can permit.</summary>
    public static readonly ChatParameter WhatIf = new("WhatIf", typeof(SwitchParameter), IsSettable: true, null, []);

    /// <summary>All parameter sets, including those that can't be used from a chat, because the binder can choose any of them.</summary>
    public IReadOnlyList<ChatParameterSet> Sets { get; } = sets;

    /// <summary>Whether surplus values are an error. A simple function gets them in $args.</summary>
    public bool IsAdvanced { get; } = isAdvanced;

    public IEnumerable<ChatParameter> Settable => parameters.Values.Where(parameter => parameter.IsSettable);

    /// <summary>Whether a parameter with the name of a secret can be set from a chat.</summary>
    public bool HasSecrets => Settable.Any(parameter => parameter.IsSecret);

    /// <param name="command">The function or cmdlet. Call this on the thread of its runspace.</param>
    public static ChatSignature From(CommandInfo command)
    {
        Dictionary<string, ChatParameter> parameters = new(StringComparer.OrdinalIgnoreCase);
        foreach (ParameterMetadata parameter in command.Parameters.Values.Where(parameter => !CommonParameterNames.Contain(parameter.Name)))
        {
            string? help = parameter.ParameterSets.Values.Select(set => set.HelpMessage).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
            bool isSettable = SettableTypes.Contains(parameter.ParameterType);
            parameters[parameter.Name] = new ChatParameter(parameter.Name, parameter.ParameterType, isSettable, help, [.. parameter.Attributes]) { Aliases = [.. parameter.Aliases] };
        }

        ChatParameterSet[] sets = [.. command.ParameterSets.Select(set => new ChatParameterSet(
            set.Name,
            set.IsDefault,
            [.. set.Parameters.Where(member => parameters.ContainsKey(member.Name))
                .Select(member => new ChatParameterPlace(parameters[member.Name], member.IsMandatory, member.Position, member.ValueFromRemainingArguments))]))];
        bool isAdvanced = command is CmdletInfo || command.Parameters.ContainsKey("Verbose");
        return new ChatSignature(parameters, sets, isAdvanced);
    }

    /// <summary>Removes parameters that a rule doesn't allow.</summary>
    public ChatSignature Restricted(Func<ChatParameter, bool> isAllowed, bool allowsWhatIf)
    {
        Dictionary<string, ChatParameter> allowed = parameters.ToDictionary(
            parameter => parameter.Key, parameter => parameter.Value with { IsSettable = parameter.Value.IsSettable && isAllowed(parameter.Value) }, StringComparer.OrdinalIgnoreCase);
        ChatParameterSet[] sets = [.. Sets.Select(set => set with { Members = [.. set.Members.Select(member => member with { Parameter = allowed[member.Parameter.Name] })] })];
        return new ChatSignature(allowed, sets, IsAdvanced, allowsWhatIf);
    }

    /// <summary>
    /// Finds the parameter for a name, a prefix of a name, or an alias. The command must be in the runspace of this thread. Otherwise, PowerShell would switch to
    /// another thread.
    /// </summary>
    /// <exception cref="LineRefusedException">No parameter or several parameters match, or the parameter can't be set.</exception>
    public ChatParameter Resolve(CommandInfo command, string name, int position)
    {
        ParameterMetadata found;
        try
        {
            found = command.ResolveParameter(name);
        }
        catch (ParameterBindingException exception)
        {
            bool isUnknown = exception.ErrorRecord.FullyQualifiedErrorId.StartsWith("NamedParameterNotFound", StringComparison.Ordinal);
            throw Refused(isUnknown ? ChatText.ParameterUnknown : ChatText.ParameterAmbiguous, name);
        }

        return takesWhatIf && string.Equals(found.Name, WhatIf.Name, StringComparison.OrdinalIgnoreCase) ? WhatIf
            : CommonParameterNames.Contain(found.Name) ? throw Refused(ChatText.ParameterCommon, found.Name)
            : !parameters.TryGetValue(found.Name, out ChatParameter? parameter) || !parameter.IsSettable ? throw Refused(ChatText.ParameterNotSettable, found.Name)
            : parameter;

        LineRefusedException Refused(ChatText reason, string subject) => new(reason, position, subject);
    }
}
