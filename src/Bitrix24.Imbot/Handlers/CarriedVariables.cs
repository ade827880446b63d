using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Handlers;

/// <summary>The variables of the session that functions get, copied once when the bot starts.</summary>
internal sealed class CarriedVariables
{
    /// <summary>What a function of a script file finds where the file lies; a function that is taken elsewhere has no file.</summary>
    private static readonly string[] OfFile = ["PSScriptRoot", "PSCommandPath"];

    private readonly PSVariableIntrinsics session;
    private readonly Dictionary<string, object?> values = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="session">The session's variables.</param>
    /// <param name="names">Those to take along.</param>
    /// <exception cref="B24Exception"><see cref="FunctionErrors.FunctionNotCarried"/>: there is no such variable.</exception>
    public CarriedVariables(PSVariableIntrinsics session, IEnumerable<string> names)
    {
        this.session = session;
        foreach (string name in names.Select(name => name.TrimStart('$')))
        {
            PSVariable variable = session.Get(name) ?? throw FunctionErrors.FunctionNotCarried.With($"There is no variable '{name}'.");
            values[variable.Name] = CopyOf(variable.Value);
        }
    }

    /// <summary>Puts them into what a runspace begins with; each runspace has tables and lists of its own.</summary>
    public void AddTo(InitialSessionState initial)
    {
        foreach (KeyValuePair<string, object?> variable in values)
        {
            initial.Variables.Add(new SessionStateVariableEntry(variable.Key, CopyOf(variable.Value), string.Empty));
        }
    }

    /// <summary>A variable that the script takes from the session would be empty elsewhere, and what the script does with it something else.</summary>
    /// <exception cref="B24Exception"><see cref="FunctionErrors.FunctionNotCarried"/>.</exception>
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
                throw FunctionErrors.FunctionNotCarried.With($"'{name}' cannot run in a runspace of its own: it uses the variable ${plain} of this session.");
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
        { } other => other,
        null => null,
    };
}
