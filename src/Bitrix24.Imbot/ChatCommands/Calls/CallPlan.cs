using System.Management.Automation;

namespace Bitrix24.Imbot.ChatCommands.Calls;

/// <summary>How a command line becomes a call: which value goes to which parameter, and what must be asked for.</summary>
/// <param name="Arguments">The values, in the order in which they were written.</param>
/// <param name="Missing">Mandatory parameters of the chosen parameter set that have no value.</param>
internal sealed record CallPlan(IReadOnlyList<ChatArgument> Arguments, IReadOnlyList<ChatParameter> Missing)
{
    /// <summary>The plan with a value more.</summary>
    public CallPlan With(ChatParameter parameter, ChatArgument argument) =>
        new([.. Arguments, argument with { IsSecret = parameter.IsSecret }], [.. Missing.Where(missing => !ReferenceEquals(missing, parameter))]);

    /// <summary>
    /// Adds the call to a pipeline. Every named parameter has its value beside it: the binder would take the next value without a name for a parameter without one.
    /// </summary>
    public void AddTo(PowerShell shell, CommandInfo command)
    {
        shell.AddCommand(command);
        foreach (ChatArgument argument in Arguments)
        {
            if (argument.Name is null)
            {
                shell.AddArgument(argument.Value);
            }
            else
            {
                shell.AddParameter(argument.Name, argument.Value);
            }
        }
    }
}
