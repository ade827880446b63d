using System.Collections;
using System.Management.Automation;
using Bitrix24.Imbot.ChatCommands.Pending;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Replies;

namespace Bitrix24.Imbot.ChatCommands.Registry;

/// <summary>The functions that a bot's people can run. Which ones is fixed when the bot starts; their rules can change.</summary>
internal sealed class FunctionList
{
    /// <summary>Commands of the bot itself.</summary>
    public static readonly IReadOnlyList<string> Reserved = ["help", "jobs", "stop", "cancel"];

    /// <summary>Commands of the messenger, and of the buttons under the module's questions.</summary>
    private static readonly string[] Taken = ["me", "loud", ">>", "rename", "getdialogid", "webrtcdebug", ButtonCommand.Reply.Name, PendingCard.Command.Name];

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

    /// <summary>The functions, by name.</summary>
    public IReadOnlyList<ChatFunction> Functions { get; }

    /// <summary>Commands that matched a wildcard or came with a module and can't be chat commands, with the reason.</summary>
    public IReadOnlyList<string> LeftOut { get; }

    /// <summary>The function that a name or an alias stands for, in any case of letters; null for none.</summary>
    public ChatFunction? Find(string name) => byName.TryGetValue(name, out ChatFunction? function) ? function : null;

    /// <param name="commands">Finds commands of the session.</param>
    /// <param name="given">What was named.</param>
    /// <param name="rules">Rules by the names of functions.</param>
    /// <exception cref="B24Exception">
    /// <see cref="FunctionErrors.FunctionNotFound"/>, <see cref="FunctionErrors.FunctionRefused"/>, <see cref="FunctionErrors.FunctionRuleInvalid"/>,
    /// <see cref="FunctionErrors.AccessRuleInvalid"/>.
    /// </exception>
    public static FunctionList Of(CommandInvocationIntrinsics commands, IEnumerable<object> given, IDictionary? rules)
    {
        RuleMistakes mistakes = new();
        FunctionList list = Read(commands, given, rules, mistakes);
        mistakes.Throw();
        return list;
    }

    /// <summary>The same, and mistakes in rules don't end it.</summary>
    /// <param name="commands">Finds commands of the session.</param>
    /// <param name="given">What was named.</param>
    /// <param name="rules">Rules by the names of functions.</param>
    /// <param name="mistakes">Hears what is wrong with rules, and with functions that were named.</param>
    /// <exception cref="B24Exception"><see cref="FunctionErrors.FunctionNotFound"/>, <see cref="FunctionErrors.FunctionRefused"/>.</exception>
    public static FunctionList Read(CommandInvocationIntrinsics commands, IEnumerable<object> given, IDictionary? rules, RuleMistakes mistakes)
    {
        IReadOnlyCollection<(CommandInfo Command, bool IsNamed)> found = FunctionFinder.Find(commands, given);
        string[] names = [.. found.Select(item => item.Command.Name)];
        IReadOnlyDictionary<string, FunctionRule> ruleOf = new RuleBook(FunctionRuleReader.ReadAll(rules, mistakes)).RulesOf(names, mistakes);
        ILookup<string, string> aliases = FunctionFinder.Aliases(commands);
        List<ChatFunction> functions = [];
        List<string> leftOut = [];
        foreach ((CommandInfo command, bool isNamed) in found)
        {
            try
            {
                RequireFreeName(command);
                ChatFunction function = ChatFunction.Of(command, aliases[command.Name].Where(alias => !IsTaken(alias)));
                functions.Add(function.Under(ruleOf.TryGetValue(command.Name, out FunctionRule? rule) ? rule : new FunctionRule(), mistakes));
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
            : throw FunctionErrors.FunctionNotFound.With($"None of the functions can be a chat command. {string.Join(" ", leftOut)}".TrimEnd());
    }

    /// <summary>
    /// The same functions under other rules. A function whose rule is the same stays the same object, so that a call that is open can tell whether its rule has
    /// changed.
    /// </summary>
    /// <param name="rules">Rules by the names of functions.</param>
    /// <param name="mistakes">Hears what is wrong.</param>
    public FunctionList Under(IDictionary rules, RuleMistakes mistakes)
    {
        IReadOnlyDictionary<string, FunctionRule> ruleOf = new RuleBook(FunctionRuleReader.ReadAll(rules, mistakes)).RulesOf(found, mistakes);
        List<ChatFunction> functions = [];
        foreach (ChatFunction function in Functions)
        {
            try
            {
                FunctionRule rule = ruleOf.TryGetValue(function.Name, out FunctionRule? own) ? own : new FunctionRule();
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
            throw ChatFunction.Refused(command.Name, "its name is taken by a command of the bot or of the messenger, or has blanks");
        }
    }

    private static bool IsTaken(string name) =>
        Reserved.Contains(name, StringComparer.OrdinalIgnoreCase) || Taken.Contains(name, StringComparer.OrdinalIgnoreCase);
}
