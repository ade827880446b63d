using Bitrix24.Imbot.ChatCommands.Parsing;
using Bitrix24.Imbot.ChatCommands.Texts;

namespace Bitrix24.Imbot.ChatCommands.Calls;

/// <summary>
/// Assigns the values of a line to parameters. A value that could bind to a parameter that can't be set from a chat is refused. If only one parameter is possible,
/// the value is bound by name, so that PowerShell's binder can't choose another one.
/// </summary>
internal sealed class CallPlanner(ChatSignature signature, CommandInfo command, IReadOnlyList<LineElement> elements)
{
    private readonly List<(int Position, ChatArgument Argument)> arguments = [];
    private readonly List<LineElement> unnamed = [];
    private readonly HashSet<string> named = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Plans a call. The command, which resolves parameter names, must be in the runspace of this thread.</summary>
    /// <exception cref="LineRefusedException">The line can't be bound.</exception>
    public static CallPlan Plan(ChatSignature signature, CommandInfo command, IReadOnlyList<LineElement> elements) => new CallPlanner(signature, command, elements).Plan();

    private CallPlan Plan()
    {
        for (int index = 0; index < elements.Count; index++)
        {
            LineElement element = elements[index];
            if (element.EndsParameters)
            {
                continue;
            }

            if (element.Parameter is null)
            {
                unnamed.Add(element);
            }
            else if (AddNamed(element, index + 1 < elements.Count ? elements[index + 1] : null))
            {
                index++;
            }
        }

        ChatParameterSet[] sets = [.. signature.Sets.Where(set => set.HasAll(named))];
        List<string> byPlace = [];
        for (int place = 0; place < unnamed.Count; place++)
        {
            AddUnnamed(unnamed[place], place, sets, byPlace);
        }

        return new CallPlan([.. arguments.OrderBy(argument => argument.Position).Select(argument => argument.Argument)], MissingIn(sets, byPlace));
    }

    /// <returns>Whether the next element was used as the value.</returns>
    private bool AddNamed(LineElement element, LineElement? next)
    {
        ChatParameter parameter = signature.Resolve(command, element.Parameter!, element.Position);
        if (ReferenceEquals(parameter, ChatSignature.WhatIf))
        {
            AddWhatIf(element);
            return false;
        }

        if (!named.Add(parameter.Name))
        {
            throw Refused(ChatText.ParameterRepeated, element, parameter.Name);
        }

        if (parameter.IsSwitch)
        {
            arguments.Add((element.Position, new ChatArgument(parameter.Name, element.Value is null ? true : parameter.ValueOf(element.Value), element.Value)));
            return false;
        }

        LineValue value = element.Value ?? (next is { Parameter: null } ? next.Value : null) ?? throw Refused(ChatText.ValueMissing, element, parameter.Name);
        arguments.Add((element.Position, new ChatArgument(parameter.Name, parameter.ValueOf(value), value) { IsSecret = parameter.IsSecret }));
        return element.Value is null;
    }

    /// <summary>-WhatIf takes no value here: people could overlook -WhatIf:$false on a confirmation card.</summary>
    private void AddWhatIf(LineElement element)
    {
        if (element.Value is not null)
        {
            throw Refused(ChatText.ParameterCommon, element, ChatSignature.WhatIf.Name);
        }

        if (arguments.Any(argument => argument.Argument.Name == ChatSignature.WhatIf.Name))
        {
            throw Refused(ChatText.ParameterRepeated, element, ChatSignature.WhatIf.Name);
        }

        arguments.Add((element.Position, new ChatArgument(ChatSignature.WhatIf.Name, true, null)));
    }

    private void AddUnnamed(LineElement element, int place, ChatParameterSet[] sets, List<string> byPlace)
    {
        LineValue written = element.Value!;
        bool isByName = sets.All(set => place < set.Positional(named).Count);
        ChatParameter[] targets = [.. sets.Select(set => set.Positional(named).ElementAtOrDefault(place) ?? set.Remaining(named)).OfType<ChatParameter>().Distinct()];
        if (targets.Length == 0 && sets.Length > 0 && signature.IsAdvanced)
        {
            throw Refused(ChatText.TooManyValues, element, written.Text);
        }

        if (targets.FirstOrDefault(target => !target.IsSettable) is { } unsettable)
        {
            throw Refused(ChatText.ParameterNotSettable, element, unsettable.Name);
        }

        if (isByName && targets.Length == 1)
        {
            byPlace.Add(targets[0].Name);
            arguments.Add((element.Position, new ChatArgument(targets[0].Name, targets[0].ValueOf(written), written) { IsSecret = targets[0].IsSecret }));
        }
        else
        {
            RequireAllSettable(sets, element);
            bool takesWritten = targets.Length > 0 && targets.All(target => SettableTypes.KeepsWrittenText(target.Type, written.Value));
            object value = takesWritten ? targets[0].ValueOf(written) : written.Value;
            arguments.Add((element.Position, new ChatArgument(null, value, written) { IsSecret = signature.HasSecrets }));
        }
    }

    /// <summary>PowerShell's binder chooses the parameter, so all parameters that it could choose must be settable.</summary>
    private static void RequireAllSettable(ChatParameterSet[] sets, LineElement element)
    {
        if (sets.SelectMany(set => set.Members).FirstOrDefault(member => !member.Parameter.IsSettable && (member.Position >= 0 || member.TakesRemaining)) is { } unsettable)
        {
            throw Refused(ChatText.ParameterNotSettable, element, unsettable.Parameter.Name);
        }
    }

    /// <summary>
    /// Finds the parameters to ask for, if the parameter set is certain: the only possible one, or the default. Otherwise, PowerShell's binder decides, and asks
    /// through the host or fails.
    /// </summary>
    private ChatParameter[] MissingIn(ChatParameterSet[] sets, List<string> byPlace)
    {
        ChatParameterSet[] usable = [.. sets.Where(set => set.IsUsable)];
        if (usable.Length == 0 && sets.Length > 0)
        {
            ChatParameterPlace unsettable = sets[0].Members.First(member => member.IsMandatory && !member.Parameter.IsSettable);
            throw new LineRefusedException(ChatText.ParameterNotSettable, -1, unsettable.Parameter.Name);
        }

        ChatParameterSet? chosen = usable.Length == 1 ? usable[0] : usable.FirstOrDefault(set => set.IsDefault);
        if (chosen is null)
        {
            return [];
        }

        // The binder assigns unnamed values to positional parameters first.
        HashSet<string> given = new(named.Concat(byPlace), StringComparer.OrdinalIgnoreCase);
        int others = unnamed.Count - byPlace.Count;
        foreach (ChatParameter positional in chosen.Positional(given).Take(others))
        {
            given.Add(positional.Name);
        }

        if (others > 0 && chosen.Remaining(given) is { } remaining)
        {
            given.Add(remaining.Name);
        }

        return [.. chosen.Members.Where(member => member.IsMandatory && !given.Contains(member.Parameter.Name)).Select(member => member.Parameter)];
    }

    private static LineRefusedException Refused(ChatText reason, LineElement element, string subject) => new(reason, element.Position, subject);
}
