using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text;

namespace Bitrix24.Imbot.Handlers;

/// <summary>
/// The values that a block names with <c>$using:</c>, taken where it was written. PowerShell hands such values to a script in one parameter of a name that
/// no person can type, keyed by the expression's text, as it does for jobs.
/// </summary>
internal static class UsingValues
{
    /// <summary>The parameter in which PowerShell looks for them.</summary>
    public const string ParameterName = "--%";

    public static Hashtable Of(ScriptBlock block, SessionState state)
    {
        Hashtable values = new(StringComparer.Ordinal);
        foreach (Ast found in block.Ast.FindAll(static node => node is UsingExpressionAst, searchNestedScriptBlocks: true))
        {
            UsingExpressionAst expression = (UsingExpressionAst)found;
            values[KeyOf(expression)] = expression.SubExpression is VariableExpressionAst variable
                ? state.PSVariable.GetValue(variable.VariablePath.UserPath)
                : ValueOf(expression.SubExpression, state);
        }

        return values;
    }

    /// <summary>A member or an element of a variable: PowerShell allows nothing else behind <c>$using:</c>.</summary>
    private static object? ValueOf(ExpressionAst expression, SessionState state)
    {
        string text = expression.Extent.Text;
        string plain = "$" + text.Substring(text.IndexOf(':') + 1);
        System.Collections.ObjectModel.Collection<PSObject> result = state.InvokeCommand.InvokeScript(plain, useNewScope: false, System.Management.Automation.Runspaces.PipelineResultTypes.None, null);
        return result.Count == 1 ? result[0] : result.Count == 0 ? null : result;
    }

    private static string KeyOf(UsingExpressionAst expression)
    {
        string text = expression.SubExpression is VariableExpressionAst ? expression.ToString().ToLowerInvariant() : expression.ToString();
        return Convert.ToBase64String(Encoding.Unicode.GetBytes(text));
    }
}
