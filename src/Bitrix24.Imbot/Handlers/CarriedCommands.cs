using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace Bitrix24.Imbot.Handlers;

/// <summary>
/// Collects what functions need in a separate runspace: their modules, or the text of script functions with the helper functions and aliases that they use. Missing
/// requirements are reported here, before a person calls the function.
/// </summary>
/// <param name="commands">Finds the commands of the session.</param>
/// <param name="variables">The variables to copy; null for script blocks, which get their values separately and ignore missing requirements.</param>
internal sealed class CarriedCommands(CommandInvocationIntrinsics commands, CarriedVariables? variables)
{
    private readonly HashSet<string> modules = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> functions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> aliases = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds a command and all commands that it calls by name.</summary>
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

    /// <summary>Adds all commands that a script calls by name.</summary>
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
            // A name that is computed at run time can't be resolved.
            if (call.GetCommandName() is { Length: > 0 } called && !WildcardPattern.ContainsWildcardCharacters(called))
            {
                AddCalled(commands.GetCommand(called, CommandTypes.Alias | CommandTypes.Function | CommandTypes.Filter | CommandTypes.Cmdlet));
            }
        }
    }

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

    /// <summary>Modules of PowerShell are available or loaded automatically.</summary>
    private static bool IsOfPowerShell(CommandInfo command) => command.ModuleName.StartsWith("Microsoft.PowerShell.", StringComparison.OrdinalIgnoreCase);

    private static bool IsOfEverySession(FunctionInfo function) =>
        function.Module is null && DefaultSession.Functions.Contains(function.Name);

    /// <returns>The path; null if the command can't be imported.</returns>
    private static string? PathOf(PSModuleInfo module, CommandInfo command, out string reason)
    {
        bool isExported = command is CmdletInfo || module.ExportedFunctions.Values.Any(exported => exported.Name == command.Name);
        reason = isExported ? $"the module {module.Name} exists only in memory" : $"it is private to the module {module.Name}";
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
                throw NotCarried(name, $"it uses the class {found.Name}, which was defined in this session");
            }
        }
    }

    private static B24Exception NotCarried(string name, string reason) =>
        FunctionErrors.FunctionNotCarried.With($"'{name}' can't run in a separate runspace, because {reason}.");
}
