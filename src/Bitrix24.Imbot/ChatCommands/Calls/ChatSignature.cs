using System.Management.Automation;
using Bitrix24.Imbot.ChatCommands.Parsing;
using Bitrix24.Imbot.ChatCommands.Texts;

namespace Bitrix24.Imbot.ChatCommands.Calls;

/// <summary>What a function takes from a chat: its own parameters, without those that every function has.</summary>
internal sealed class ChatSignature
{
    /// <summary>The one common parameter that a rule can permit.</summary>
    public static readonly ChatParameter WhatIf = new("WhatIf", typeof(SwitchParameter), IsSettable: true, null, []);

    private readonly Dictionary<string, ChatParameter> parameters;
    private readonly bool takesWhatIf;

    private ChatSignature(Dictionary<string, ChatParameter> parameters, IReadOnlyList<ChatParameterSet> sets, bool isAdvanced, bool takesWhatIf = false)
    {
        this.parameters = parameters;
        this.takesWhatIf = takesWhatIf;
        Sets = sets;
        IsAdvanced = isAdvanced;
    }

    /// <summary>The parameter sets, those included that can't be used from a chat: the binder may choose any of them.</summary>
    public IReadOnlyList<ChatParameterSet> Sets { get; }

    /// <summary>Whether a value too many is an error. A simple function finds it in $args.</summary>
    public bool IsAdvanced { get; }

    /// <summary>The parameters that can be set.</summary>
    public IEnumerable<ChatParameter> Settable => parameters.Values.Where(parameter => parameter.IsSettable);

    /// <summary>Everything that a chat can set, by the types of the parameters.</summary>
    /// <summary>Whether a chat can set a parameter whose values are secrets.</summary>
    public bool HasSecrets => Settable.Any(parameter => parameter.IsSecret);

    /// <param name="command">The function or cmdlet, on the thread of its runspace.</param>
    public static ChatSignature Of(CommandInfo command)
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

    /// <summary>The same without some parameters.</summary>
    /// <param name="isAllowed">Whether a parameter may be set.</param>
    /// <param name="allowsWhatIf">Whether -WhatIf may be set.</param>
    public ChatSignature Restricted(Func<ChatParameter, bool> isAllowed, bool allowsWhatIf)
    {
        Dictionary<string, ChatParameter> allowed = parameters.ToDictionary(
            parameter => parameter.Key, parameter => parameter.Value with { IsSettable = parameter.Value.IsSettable && isAllowed(parameter.Value) }, StringComparer.OrdinalIgnoreCase);
        ChatParameterSet[] sets = [.. Sets.Select(set => set with { Members = [.. set.Members.Select(member => member with { Parameter = allowed[member.Parameter.Name] })] })];
        return new ChatSignature(allowed, sets, IsAdvanced, allowsWhatIf);
    }

    /// <summary>Finds the parameter that a name, the beginning of one, or an alias stands for.</summary>
    /// <param name="command">The function as it is in the runspace of this thread: from another thread PowerShell asks the runspace's own one.</param>
    /// <param name="name">What was written.</param>
    /// <param name="position">Where.</param>
    /// <exception cref="LineRefusedException">There is none, there are several, or it can't be set.</exception>
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

        LineRefusedException Refused(ChatText reason, string subject) => new(new LineRefusal(reason, position, subject));
    }
}
