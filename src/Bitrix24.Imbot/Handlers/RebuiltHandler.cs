using System.Collections;
using System.Globalization;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using Bitrix24.Imbot.Core.Events;

namespace Bitrix24.Imbot.Handlers;

/// <summary>A handler that is rebuilt from its text for another runspace. From its caller, it gets only the values that it names with <c>$using:</c>.</summary>
internal sealed class RebuiltHandler(string script, Hashtable usingValues)
{
    /// <summary>
    /// The loop detects how the block ended, which PowerShell doesn't report: <c>continue</c> starts the second round, <c>break</c> leaves the loop, and <c>exit</c> sets
    /// nothing.
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

    /// <summary>Reads the text of a block and the values that it names. Call this in the runspace of the block.</summary>
    public static RebuiltHandler From(ScriptBlock block, SessionState state) =>
        new(string.Format(CultureInfo.InvariantCulture, Frame, TakingPipeline(block)), UsingValues.Get(block, state));

    public void AddTo(PowerShell shell, PortalEvent item)
    {
        shell.AddScript(script, useLocalScope: true).AddArgument(item);
        if (usingValues.Count > 0)
        {
            shell.AddParameter(UsingValues.ParameterName, usingValues);
        }
    }

    /// <summary>Adds a process block, which gets the event from a pipeline. Only then, <c>$_</c> belongs to the block and is restored after a <c>switch</c>.</summary>
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

    /// <summary>Gets how the last handler in a runspace ended.</summary>
    public static HandlerEnd EndIn(Runspace runspace) =>
        runspace.SessionStateProxy.GetVariable("B24HandlerEnd") as string == "done" ? HandlerEnd.Done : HandlerEnd.EndsBot;
}
