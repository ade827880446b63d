using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using Bitrix24.Imbot.Core.Events;

namespace Bitrix24.Imbot.Handlers;

/// <summary>
/// A handler as text, for runspaces to which its script block does not belong. What it takes from its caller is what it names with <c>$using:</c>;
/// the caller's other variables and its functions are not there.
/// </summary>
internal sealed class RebuiltHandler
{
    /// <summary>
    /// The loop tells how the block ended, of which PowerShell says nothing to who runs a script: <c>continue</c> comes round a second time,
    /// <c>break</c> leaves it early, and <c>exit</c> leaves no word at all.
    /// </summary>
    private const string Frame = """
        $global:B24HandlerEnd = 'exit'
        $global:ErrorActionPreference = 'Stop'
        foreach ($B24Round in 1, 2) {{
            if ($B24Round -eq 2) {{ $global:B24HandlerEnd = 'done'; break }}
            $global:B24HandlerEnd = 'break'
            $args[0] | & {{
        {0}
            }} $args[0]
            $global:B24HandlerEnd = 'done'
            break
        }}
        """;

    private readonly string script;
    private readonly Hashtable usingValues;

    private RebuiltHandler(string script, Hashtable usingValues)
    {
        this.script = script;
        this.usingValues = usingValues;
    }

    /// <summary>Takes a block's text, and the values that it names, in the runspace to which it belongs.</summary>
    public static RebuiltHandler From(ScriptBlock block, SessionState state) =>
        new(string.Format(CultureInfo.InvariantCulture, Frame, TakingPipeline(block)), UsingValues.Of(block, state));

    /// <summary>Puts the handler and its event into a pipeline.</summary>
    public void AddTo(PowerShell shell, PortalEvent item)
    {
        shell.AddScript(script, useLocalScope: true).AddArgument(item);
        if (usingValues.Count > 0)
        {
            shell.AddParameter(UsingValues.ParameterName, usingValues);
        }
    }

    /// <summary>
    /// The block's text as one that takes its event from a pipeline: only there <c>$_</c> is the block's own, and outlives a <c>switch</c> in it.
    /// </summary>
    private static string TakingPipeline(ScriptBlock block)
    {
        ScriptBlockAst ast = (ScriptBlockAst)block.Ast;
        string text = ast.Extent.Text;
        if (ast.Parent is ScriptBlockExpressionAst)
        {
            text = $" {text.Substring(1, text.Length - 2)}";
        }

        if (ast.BeginBlock is not null || ast.ProcessBlock is not null || ast.DynamicParamBlock is not null || ast.EndBlock is { Unnamed: false })
        {
            return text;
        }

        int head = ast.ParamBlock is { } parameters ? parameters.Extent.EndOffset - ast.Extent.StartOffset : 0;
        return $"{text.Substring(0, head)} process {{\n{text.Substring(head)}\n}}";
    }

    /// <summary>How the handler ended that ran last in a runspace.</summary>
    public static HandlerEnd EndIn(Runspace runspace) =>
        runspace.SessionStateProxy.GetVariable("B24HandlerEnd") as string == "done" ? HandlerEnd.Done : HandlerEnd.EndsBot;
}
