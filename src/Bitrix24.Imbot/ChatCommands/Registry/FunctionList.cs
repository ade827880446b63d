using System.Collections;
using Bitrix24.Imbot.ChatCommands.Pending;
using Bitrix24.Imbot.Core.Replies;

namespace Bitrix24.Imbot.ChatCommands.Registry;

/// <summary>The functions that people can run. The list is fixed when the bot starts, but the rules can change.</summary>
internal sealed class FunctionList
{
    /// <summary>The built-in commands.</summary>
    public static readonly IReadOnlyList<string> Reserved = ["help", "jobs", "stop", "cancel"];

    /// <summary>The commands of the messenger, and of the buttons of the module's questions.</summary>
    private static readonly string[] OtherTakenNames = ["me", "loud", ">>", "rename", "getdialogid", "webrtcdebug", ButtonCommand.Reply.Name, PendingCard.Command.Name];

    private readonly Dictionary<string, ChatFunction> byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly IReadOnlyCollection<string> found;

    private FunctionList(IEnumerable<ChatFunction> functions, IReadOnlyList<string> leftOut, IReadOnlyCollection<string> found)
    {
        Functions = [.. functions.OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase)];
        LeftOut = leftOut;
        this.found = found;
        foreach (ChatFunction function in Functions)
        {
            byName[function.Name] = function;
        }

        foreach (ChatFunction function in Functions)
        {
            foreach (string name in function.OtherNames.Where(name => !byName.ContainsKey(name)))
            {
                byName[name] = function;
            }
        }
    }

    public IReadOnlyList<ChatFunction> Functions { get; }

    /// <summary>The commands that matched a wildcard or belong to a module but can't be chat commands, with the reasons.</summary>
    public IReadOnlyList<string> LeftOut { get; }

    /// <summary>Finds a function by name or alias, ignoring case; null if there is none.</summary>
    public ChatFunction? Find(string name) => byName.TryGetValue(name, out ChatFunction? function) ? function : null;

    /// <summary>Creates the list. Errors in rules, and in functions that were specified by name, are collected.</summary>
    /// <exception cref="B24Exception"><see cref="FunctionErrors.FunctionNotFound"/>, <see cref="FunctionErrors.FunctionRefused"/>.</exception>
    public static FunctionList Read(CommandInvocationIntrinsics commands, IEnumerable<object> given, IDictionary? rules, RuleMistakes mistakes)
    {
        IReadOnlyCollection<(CommandInfo Command, bool IsNamed)> found = FunctionFinder.Find(commands, given);
        string[] names = [.. found.Select(item => item.Command.Name)];
        IReadOnlyDictionary<string, FunctionRule> ruleOf = RuleBook.RulesOf(rules, names, mistakes);
        ILookup<string, string> aliases = FunctionFinder.Aliases(commands, found.Select(item => item.Command));
        List<ChatFunction> functions = [];
        List<string> leftOut = [];
        foreach ((CommandInfo command, bool isNamed) in found)
        {
            try
            {
                RequireFreeName(command);
                ChatFunction function = ChatFunction.From(command, aliases[command.Name].Where(alias => !IsTaken(alias)));
                functions.Add(function.Under(ruleOf[command.Name], mistakes));
            }
            catch (B24Exception exception) when (isNamed)
            {
                mistakes.Add(exception);
            }
            catch (B24Exception exception)
            {
                leftOut.Add(exception.Message);
            }
        }

        return functions.Count > 0 || mistakes.Any
            ? new FunctionList(functions, leftOut, names)
            : throw FunctionErrors.FunctionNotFound.With($"None of the commands can be a chat command. {string.Join(" ", leftOut)}".TrimEnd());
    }

    /// <summary>Applies other rules to the same functions. A function with an unchanged rule remains the same object.</summary>
    public FunctionList Under(IDictionary rules, RuleMistakes mistakes)
    {
        IReadOnlyDictionary<string, FunctionRule> ruleOf = RuleBook.RulesOf(rules, found, mistakes);
        List<ChatFunction> functions = [];
        foreach (ChatFunction function in Functions)
        {
            try
            {
                FunctionRule rule = ruleOf[function.Name];
                functions.Add(rule.Fingerprint == function.Rule.Fingerprint ? function : function.Under(rule, mistakes));
            }
            catch (B24Exception exception)
            {
                mistakes.Add(exception);
            }
        }

        return new FunctionList(functions, LeftOut, found);
    }

    private static void RequireFreeName(CommandInfo command)
    {
        if (IsTaken(command.Name) || command.Name.Any(char.IsWhiteSpace))
        {
            throw ChatFunction.Refused(command.Name, "its name contains spaces or belongs to a command of the bot or the messenger");
        }
    }

    private static bool IsTaken(string name) =>
        Reserved.Contains(name, StringComparer.OrdinalIgnoreCase) || OtherTakenNames.Contains(name, StringComparer.OrdinalIgnoreCase);
}
