using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Handlers;

/// <summary>
/// What functions need to run in a runspace of their own: their modules, and of script functions the text, with the text of the helper functions that they call, and
/// aliases. What can't be taken along is an error here, and not when somebody calls the function.
/// </summary>
internal sealed class CarriedCommands
{
    private readonly CommandInvocationIntrinsics commands;
    private readonly CarriedVariables? variables;
    private readonly HashSet<string> modules = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> functions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> aliases = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="commands">Finds commands of the session.</param>
    /// <param name="variables">The variables that are taken along; null for script blocks that hand their values in, where what can't be taken along isn't there.</param>
    public CarriedCommands(CommandInvocationIntrinsics commands, CarriedVariables? variables)
    {
        this.commands = commands;
        this.variables = variables;
    }

    /// <summary>Takes a command along, with everything that it calls by name.</summary>
    /// <exception cref="B24Exception"><see cref="FunctionErrors.FunctionNotCarried"/>.</exception>
    public void Add(CommandInfo command)
    {
        if (command.Module is { } module)
        {
            if (PathOf(module, command, out string reason) is { } path)
            {
                modules.Add(path);
            }
            else if (variables is not null)
            {
                throw NotCarried(command.Name, reason);
            }
        }
        else if (command is FunctionInfo function && !functions.ContainsKey(function.Name))
        {
            functions[function.Name] = function.Definition;
            AddNeedsOf(function.ScriptBlock.Ast, function.Name);
        }
    }

    /// <summary>Takes along what a script calls by name.</summary>
    /// <exception cref="B24Exception"><see cref="FunctionErrors.FunctionNotCarried"/>.</exception>
    public void AddNeedsOf(Ast script, string name)
    {
        if (variables is not null)
        {
            RequireNoClass(script, name);
            variables.RequireAllOf(script, name);
        }

        foreach (CommandAst call in script.FindAll(static node => node is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>())
        {
            // A name that is worked out when the function runs can't be followed.
            if (call.GetCommandName() is { Length: > 0 } called && !WildcardPattern.ContainsWildcardCharacters(called))
            {
                AddCalled(commands.GetCommand(called, CommandTypes.Alias | CommandTypes.Function | CommandTypes.Filter | CommandTypes.Cmdlet));
            }
        }
    }

    /// <summary>Puts everything into what a runspace begins with.</summary>
    public void AddTo(InitialSessionState initial)
    {
        if (modules.Count > 0)
        {
            initial.ImportPSModule([.. modules]);
        }

        foreach (KeyValuePair<string, string> function in functions)
        {
            initial.Commands.Add(new SessionStateFunctionEntry(function.Key, function.Value));
        }

        foreach (KeyValuePair<string, string> alias in aliases)
        {
            initial.Commands.Add(new SessionStateAliasEntry(alias.Key, alias.Value));
        }

        variables?.AddTo(initial);
    }

    private void AddCalled(CommandInfo? called)
    {
        switch (called)
        {
            case AliasInfo { ResolvedCommand: { } target } alias:
                aliases[alias.Name] = target.Name;
                AddCalled(target);
                break;
            case FunctionInfo function when !IsOfEverySession(function):
            case CmdletInfo { Module: not null } when !IsOfPowerShell(called):
                Add(called);
                break;
        }
    }

    /// <summary>Modules of PowerShell are there, or come by themselves.</summary>
    private static bool IsOfPowerShell(CommandInfo command) => command.ModuleName.StartsWith("Microsoft.PowerShell.", StringComparison.OrdinalIgnoreCase);

    private static bool IsOfEverySession(FunctionInfo function) =>
        function.Module is null && DefaultSession.Functions.Contains(function.Name);

    /// <returns>Null where the command can't be imported, with the reason.</returns>
    private static string? PathOf(PSModuleInfo module, CommandInfo command, out string reason)
    {
        bool isExported = command is CmdletInfo || module.ExportedFunctions.Values.Any(exported => exported.Name == command.Name);
        reason = isExported ? $"module {module.Name} was made in memory and has no file" : $"it is private to module {module.Name}";
        string manifest = Path.Combine(module.ModuleBase ?? string.Empty, module.Name + ".psd1");
        return !isExported ? null
            : IsOfPowerShell(command) ? module.Name
            : File.Exists(manifest) ? manifest
            : File.Exists(module.Path) ? module.Path
            : null;
    }

    private static void RequireNoClass(Ast script, string name)
    {
        foreach (ITypeName type in script.FindAll(static node => node is TypeExpressionAst or TypeConstraintAst, searchNestedScriptBlocks: true)
            .Select(static node => node is TypeExpressionAst expression ? expression.TypeName : ((TypeConstraintAst)node).TypeName))
        {
            if (type.GetReflectionType() is { Assembly.IsDynamic: true } found)
            {
                throw NotCarried(name, $"it uses the class {found.Name}, which was written in this session");
            }
        }
    }

    private static B24Exception NotCarried(string name, string reason) =>
        FunctionErrors.FunctionNotCarried.With($"'{name}' cannot run in a runspace of its own: {reason}.");
}
