using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Handlers;

namespace Bitrix24.Imbot.ChatCommands.Registry;

/// <summary>Finds the commands of -Function, which are specified by name, by wildcard, as objects, or by module.</summary>
internal sealed class FunctionFinder(CommandInvocationIntrinsics commands, IEnumerable<object> given)
{
    private readonly Dictionary<string, (CommandInfo Command, bool IsNamed)> found = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> modules = new(given.OfType<PSModuleInfo>().Select(module => module.Name), StringComparer.OrdinalIgnoreCase);

    /// <returns>The commands, with aliases resolved, and whether each was specified by its exact name.</returns>
    /// <exception cref="B24Exception"><see cref="FunctionErrors.FunctionNotFound"/>, <see cref="FunctionErrors.FunctionRefused"/>.</exception>
    public static IReadOnlyCollection<(CommandInfo Command, bool IsNamed)> Find(CommandInvocationIntrinsics commands, IEnumerable<object> given)
    {
        object[] items = [.. given.Select(item => Unwrapped.From(item)!)];
        FunctionFinder finder = new(commands, items);
        foreach (object item in items)
        {
            finder.Add(item);
        }

        return finder.found.Values;
    }

    /// <summary>Gets the aliases that the session has for some commands, by the name of the command.</summary>
    /// <remarks>
    /// <see cref="AliasInfo.ResolvedCommand"/> searches the folders of PATH for each command that is not loaded yet, so only aliases whose definition leads to the name
    /// of a wanted command are resolved.
    /// </remarks>
    public static ILookup<string, string> Aliases(CommandInvocationIntrinsics commands, IEnumerable<CommandInfo> wanted)
    {
        Dictionary<string, CommandInfo> byName = wanted.ToDictionary(command => command.Name, StringComparer.OrdinalIgnoreCase);
        Dictionary<string, AliasInfo> aliases = new(StringComparer.OrdinalIgnoreCase);
        foreach (AliasInfo alias in commands.GetCommands("*", CommandTypes.Alias, nameIsPattern: true).OfType<AliasInfo>())
        {
            aliases[alias.Name] = alias;
        }

        return aliases.Values
            .Where(alias => byName.TryGetValue(FindCommandName(aliases, alias), out CommandInfo? command) && IsSame(alias.ResolvedCommand, command))
            .ToLookup(alias => alias.ResolvedCommand.Name, alias => alias.Name, StringComparer.OrdinalIgnoreCase);
    }

    private static string FindCommandName(Dictionary<string, AliasInfo> aliases, AliasInfo alias)
    {
        // An alias can be defined by another one. The limit ends a circle.
        string name = WithoutModule(alias.Definition);
        for (int step = 0; step < aliases.Count && aliases.TryGetValue(name, out AliasInfo? next); step++)
        {
            name = WithoutModule(next.Definition);
        }

        return name;
    }

    private static string WithoutModule(string name) => name.Substring(name.LastIndexOf('\\') + 1);

    private static bool IsSame(CommandInfo? found, CommandInfo wanted) =>
        found is not null && found.CommandType == wanted.CommandType && string.Equals(found.ModuleName, wanted.ModuleName, StringComparison.OrdinalIgnoreCase);

    private void Add(object item)
    {
        switch (item)
        {
            case CommandInfo command:
                AddNamed(command, command.Name);
                break;
            case PSModuleInfo module:
                AddModule(module);
                break;
            case string name when WildcardPattern.ContainsWildcardCharacters(name):
                AddMatching(name);
                break;
            case string name:
                AddNamed(commands.GetCommand(name, CommandTypes.All), name);
                break;
            default:
                throw FunctionErrors.FunctionNotFound.With($"An object of type {item?.GetType().Name ?? "null"} is not a command.");
        }
    }

    private void AddNamed(CommandInfo? command, string name)
    {
        CommandInfo resolved = command is AliasInfo { ResolvedCommand: { } target } ? target : command ?? throw FunctionErrors.FunctionNotFound.With($"The command '{name}' was not found.");
        if (RefusedCommands.ReasonFor(resolved) is { } reason)
        {
            throw ChatFunction.Refused(name, reason);
        }

        Put(resolved, isNamed: true, name);
    }

    private void AddModule(PSModuleInfo module)
    {
        CommandInfo[] exported = [.. module.ExportedFunctions.Values, .. module.ExportedCmdlets.Values];
        if (exported.FirstOrDefault(RefusedCommands.MustBeNamed) is { } named)
        {
            throw ChatFunction.Refused(module.Name, $"commands of this module, such as {named.Name}, must be specified by name");
        }

        if (exported.Length == 0)
        {
            throw FunctionErrors.FunctionNotFound.With($"The module '{module.Name}' exports no functions or cmdlets.");
        }

        foreach (CommandInfo command in exported)
        {
            Put(command, isNamed: false, command.Name);
        }
    }

    private void AddMatching(string name)
    {
        WildcardPattern pattern = new(name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        FunctionInfo[] matching = [.. commands.GetCommands("*", CommandTypes.Function | CommandTypes.Filter, nameIsPattern: true).OfType<FunctionInfo>()
            .Where(function => pattern.IsMatch(function.Name) && IsOfSession(function))];
        if (matching.Length == 0)
        {
            throw FunctionErrors.FunctionNotFound.With($"No function of the session or of a specified module matches '{name}'.");
        }

        foreach (FunctionInfo function in matching)
        {
            Put(function, isNamed: false, function.Name);
        }
    }

    /// <summary>Wildcards match functions of the session, except built-in ones, and functions of modules that were specified. Other loaded modules are ignored.</summary>
    private bool IsOfSession(FunctionInfo function) =>
        string.IsNullOrEmpty(function.ModuleName) ? !DefaultSession.Functions.Contains(function.Name) : modules.Contains(function.ModuleName);

    private void Put(CommandInfo command, bool isNamed, string name)
    {
        if (found.TryGetValue(command.Name, out (CommandInfo Command, bool IsNamed) other))
        {
            if (!string.Equals(other.Command.ModuleName, command.ModuleName, StringComparison.OrdinalIgnoreCase))
            {
                throw ChatFunction.Refused(name, $"there are two commands with the name {command.Name}, in {NameOf(other.Command)} and in {NameOf(command)}");
            }

            isNamed |= other.IsNamed;
        }

        found[command.Name] = (command, isNamed);
    }

    private static string NameOf(CommandInfo command) => string.IsNullOrEmpty(command.ModuleName) ? "the session" : $"the module {command.ModuleName}";
}
