using System.Management.Automation;

namespace Bitrix24.Imbot.ChatCommands.Calls;

/// <summary>The result of binding a command line: the value of each parameter, and the parameters to ask for.</summary>
/// <param name="Arguments">The values, in the order of the line.</param>
/// <param name="Missing">Mandatory parameters of the chosen parameter set that have no value.</param>
internal sealed record CallPlan(IReadOnlyList<ChatArgument> Arguments, IReadOnlyList<ChatParameter> Missing)
{
    /// <summary>Adds a value.</summary>
    public CallPlan With(ChatParameter parameter, ChatArgument argument) =>
        new([.. Arguments, argument with { IsSecret = parameter.IsSecret }], [.. Missing.Where(missing => !ReferenceEquals(missing, parameter))]);

    /// <summary>
    /// Adds the call to a pipeline. Each named parameter is added with its value, because the binder would assign the next unnamed value to a parameter without one.
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
