using System.Collections;
using System.Management.Automation;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.ChatCommands.Registry;

/// <summary>The functions that a bot's people can run. Fixed when the bot starts.</summary>
internal sealed class FunctionList
{
    /// <summary>Commands of the bot itself.</summary>
    public static readonly IReadOnlyList<string> Reserved = ["help", "jobs", "stop", "cancel"];

    /// <summary>Commands of the messenger, and of the buttons under the module's questions.</summary>
    private static readonly string[] Taken = ["me", "loud", ">>", "rename", "getdialogid", "webrtcdebug", "b24reply"];

    private readonly Dictionary<string, ChatFunction> byName = new(StringComparer.OrdinalIgnoreCase);

    private FunctionList(IReadOnlyList<ChatFunction> functions, IReadOnlyList<string> leftOut)
    {
        Functions = functions;
        LeftOut = leftOut;
        foreach (ChatFunction function in functions)
        {
            byName[function.Name] = function;
        }

        foreach (ChatFunction function in functions)
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
    /// <see cref="FunctionErrors.FunctionNotFound"/>, <see cref="FunctionErrors.FunctionRefused"/>, <see cref="FunctionErrors.FunctionRuleInvalid"/>.
    /// </exception>
    public static FunctionList Of(CommandInvocationIntrinsics commands, IEnumerable<object> given, IDictionary? rules)
    {
        Dictionary<string, FunctionRule> ruleOf = FunctionRule.ReadAll(rules).ToDictionary(rule => rule.Key, rule => rule.Value, StringComparer.OrdinalIgnoreCase);
        ILookup<string, string> aliases = FunctionFinder.Aliases(commands);
        List<ChatFunction> functions = [];
        List<string> leftOut = [];
        foreach ((CommandInfo command, bool isNamed) in FunctionFinder.Find(commands, given))
        {
            ruleOf.TryGetValue(command.Name, out FunctionRule? rule);
            ruleOf.Remove(command.Name);
            try
            {
                RequireFreeName(command);
                functions.Add(ChatFunction.Of(command, aliases[command.Name].Where(alias => !IsTaken(alias)), rule ?? new FunctionRule()));
            }
            catch (B24Exception exception) when (!isNamed)
            {
                leftOut.Add(exception.Message);
            }
        }

        if (ruleOf.Count > 0)
        {
            throw FunctionErrors.FunctionRuleInvalid.With($"There is a rule for '{ruleOf.Keys.First()}', which is not among the functions.");
        }

        return functions.Count > 0
            ? new FunctionList([.. functions.OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase)], leftOut)
            : throw FunctionErrors.FunctionNotFound.With($"None of the functions can be a chat command. {string.Join(" ", leftOut)}".TrimEnd());
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
