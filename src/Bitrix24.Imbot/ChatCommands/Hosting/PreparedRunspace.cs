using System.Management.Automation.Runspaces;
using Bitrix24.Imbot.ChatCommands.Registry;
using Bitrix24.Imbot.Handlers;

namespace Bitrix24.Imbot.ChatCommands.Hosting;

/// <summary>A runspace for one run, with everything that the functions need. Functions are resolved when it is opened, and never by a name from a chat.</summary>
internal sealed class PreparedRunspace(Runspace runspace, ChatHost host, IReadOnlyDictionary<string, CommandInfo> commands, CommandInfo formatter) : IDisposable
{
    public Runspace Runspace { get; } = runspace;
    public ChatHost Host { get; } = host;

    /// <summary>Formats objects as text, like the console.</summary>
    public CommandInfo Formatter { get; } = formatter;

    public CommandInfo CommandOf(ChatFunction function) => commands[function.Name];

    /// <exception cref="Core.Errors.B24Exception"><see cref="Core.Errors.FunctionErrors.FunctionNotCarried"/>: a function is missing or different.</exception>
    public static PreparedRunspace Open(RunspaceTemplate template, IEnumerable<ChatFunction> functions)
    {
        ChatHost host = new();
        Runspace runspace = template.Open(host);
        try
        {
            return Inside(runspace, () =>
            {
                CommandInvocationIntrinsics found = runspace.SessionStateProxy.InvokeCommand;
                CommandInfo formatter = found.GetCommand("Microsoft.PowerShell.Utility\\Out-String", CommandTypes.Cmdlet);
                return new PreparedRunspace(runspace, host, functions.ToDictionary(function => function.Name, function => Find(found, function), StringComparer.OrdinalIgnoreCase), formatter);
            });
        }
        catch
        {
            runspace.Dispose();
            throw;
        }
    }

    /// <summary>Runs an action on this thread with the runspace as the default one. No pipeline may be running in it.</summary>
    public T Inside<T>(Func<T> action) => Inside(Runspace, action);

    public void Dispose() => Runspace.Dispose();

    private static T Inside<T>(Runspace runspace, Func<T> action)
    {
        Runspace? outer = Runspace.DefaultRunspace;
        Runspace.DefaultRunspace = runspace;
        try
        {
            return action();
        }
        finally
        {
            Runspace.DefaultRunspace = outer;
        }
    }

    private static CommandInfo Find(CommandInvocationIntrinsics commands, ChatFunction function)
    {
        CommandInfo wanted = function.Command;
        string name = string.IsNullOrEmpty(wanted.ModuleName) ? wanted.Name : $"{wanted.ModuleName}\\{wanted.Name}";
        CommandInfo? found = commands.GetCommand(name, wanted.CommandType);
        bool isSame = (found, wanted) switch
        {
            (CmdletInfo here, CmdletInfo there) => here.ImplementingType == there.ImplementingType,
            (FunctionInfo here, FunctionInfo there) => here.Definition == there.Definition,
            _ => false,
        };
        return isSame ? found! : throw Core.Errors.FunctionErrors.FunctionNotCarried.With(
            $"'{wanted.Name}' can't run in a separate runspace, because {(found is null ? "it isn't available there" : "the name belongs to another command there")}.");
    }
}
