using System.Collections;
using System.Management.Automation;
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
        $global:_ = $args[0]
        foreach ($B24Round in 1, 2) {{
            if ($B24Round -eq 2) {{ $global:B24HandlerEnd = 'done'; break }}
            $global:B24HandlerEnd = 'break'
            & {{
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
        new(string.Format(System.Globalization.CultureInfo.InvariantCulture, Frame, block.ToString()), UsingValues.Of(block, state));

    /// <summary>Puts the handler and its event into a pipeline.</summary>
    public void AddTo(PowerShell shell, PortalEvent item)
    {
        shell.AddScript(script, useLocalScope: true).AddArgument(item);
        if (usingValues.Count > 0)
        {
            shell.AddParameter(UsingValues.ParameterName, usingValues);
        }
    }

    /// <summary>How the handler ended that ran last in a runspace.</summary>
    public static HandlerEnd EndIn(System.Management.Automation.Runspaces.Runspace runspace) =>
        runspace.SessionStateProxy.GetVariable("B24HandlerEnd") as string == "done" ? HandlerEnd.Done : HandlerEnd.EndsBot;
}
