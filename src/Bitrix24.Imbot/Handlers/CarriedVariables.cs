using System.Collections;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace Bitrix24.Imbot.Handlers;

/// <summary>The session variables for functions, copied once when the bot starts.</summary>
internal sealed class CarriedVariables
{
    /// <summary>Variables with the path of the script file, which a function in another runspace doesn't have.</summary>
    private static readonly string[] OfFile = ["PSScriptRoot", "PSCommandPath"];

    private readonly PSVariableIntrinsics session;
    private readonly Dictionary<string, object?> values = new(StringComparer.OrdinalIgnoreCase);

    public CarriedVariables(PSVariableIntrinsics session, IEnumerable<string> names)
    {
        this.session = session;
        foreach (string name in names.Select(name => name.TrimStart('$')))
        {
            PSVariable variable = session.Get(name) ?? throw FunctionErrors.FunctionNotCarried.With($"The variable '{name}' was not found.");
            values[variable.Name] = CopyOf(variable.Value);
        }
    }

    /// <summary>Adds the variables to an initial session state. Each runspace gets its own copies of arrays, hashtables, and lists.</summary>
    public void AddTo(InitialSessionState initial)
    {
        foreach (KeyValuePair<string, object?> variable in values)
        {
            initial.Variables.Add(new SessionStateVariableEntry(variable.Key, CopyOf(variable.Value), string.Empty));
        }
    }

    /// <summary>Throws if the script uses other variables of the session. They would be empty in another runspace and change what the script does.</summary>
    public void RequireAllOf(Ast script, string name)
    {
        HashSet<string> own = new(script.FindAll(static node => node is AssignmentStatementAst or ForEachStatementAst or ParameterAst, searchNestedScriptBlocks: true)
            .SelectMany(static node => VariablesIn(node switch
            {
                AssignmentStatementAst assignment => assignment.Left,
                ForEachStatementAst loop => loop.Variable,
                _ => ((ParameterAst)node).Name,
            })).Select(variable => variable.UserPath), StringComparer.OrdinalIgnoreCase);
        foreach (VariablePath path in VariablesIn(script))
        {
            string plain = path.UserPath.Substring(path.UserPath.IndexOf(':') + 1);
            if (path.IsDriveQualified || values.ContainsKey(plain) || own.Contains(path.UserPath) || DefaultSession.Variables.Contains(plain))
            {
                continue;
            }

            if (OfFile.Contains(plain, StringComparer.OrdinalIgnoreCase) || session.Get(plain) is not null)
            {
                throw FunctionErrors.FunctionNotCarried.With($"'{name}' can't run in a separate runspace, because it uses the variable ${plain} of this session.");
            }
        }
    }

    private static IEnumerable<VariablePath> VariablesIn(Ast script) =>
        script.FindAll(static node => node is VariableExpressionAst, searchNestedScriptBlocks: true).Select(static node => ((VariableExpressionAst)node).VariablePath);

    private static object? CopyOf(object? value) => (value is PSObject { BaseObject: Array or Hashtable or ArrayList } wrapped ? wrapped.BaseObject : value) switch
    {
        Array array => array.Clone(),
        Hashtable table => table.Clone(),
        ArrayList list => list.Clone(),
        var other => other,
    };
}
