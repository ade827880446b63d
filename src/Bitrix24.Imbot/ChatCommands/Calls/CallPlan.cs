namespace Bitrix24.Imbot.ChatCommands.Calls;

/// <summary>The result of binding a command line: the value of each parameter, and the parameters to ask for.</summary>
internal sealed record CallPlan(IReadOnlyList<ChatArgument> Arguments, IReadOnlyList<ChatParameter> Missing)
{
    public CallPlan With(ChatParameter parameter, ChatArgument argument) =>
        new([.. Arguments, argument with { IsSecret = parameter.IsSecret }], [.. Missing.Where(missing => !ReferenceEquals(missing, parameter))]);

    /// <summary>Finds the first value that can't be converted or that its parameter rejects, with PowerShell's error message; null if all values are valid.</summary>
    /// <param name="command">The function in the runspace of this thread.</param>
    public (string Name, string Reason)? FindRefused(CommandInfo command)
    {
        foreach (ChatArgument argument in Arguments)
        {
            if (argument.Name is { } name && ValueCheck.Find(command, name, argument.Value) is { } reason)
            {
                return (name, reason);
            }
        }

        return null;
    }

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
