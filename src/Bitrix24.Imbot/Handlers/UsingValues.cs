using System.Collections;
using System.Management.Automation.Language;
using System.Text;

namespace Bitrix24.Imbot.Handlers;

/// <summary>
/// The values that a block names with <c>$using:</c>, evaluated in its runspace. Like for jobs, PowerShell expects them in one parameter with a special name, by the text
/// of the expression.
/// </summary>
internal static class UsingValues
{
    public const string ParameterName = "--%";

    public static Hashtable Get(ScriptBlock block, SessionState state)
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

    /// <summary>Evaluates a member or an element of a variable. PowerShell allows nothing else after <c>$using:</c>.</summary>
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
