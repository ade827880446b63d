using System.Management.Automation;

namespace Bitrix24.Imbot.Handlers;

/// <summary>
/// Runs a handler in a nested pipeline, which can have a host of its own and can be stopped without the pipeline around it. A cmdlet and no script, because a
/// script of a constrained language couldn't call the method. Without the attribute of a cmdlet, because it isn't one of the module's.
/// </summary>
internal sealed class InvokeHandlerCmdlet : PSCmdlet
{
    /// <summary>The command.</summary>
    public static readonly CmdletInfo Info = new("Invoke-B24Handler", typeof(InvokeHandlerCmdlet));

    /// <summary>What to run.</summary>
    [Parameter(Mandatory = true)]
    public object Call { get; set; } = null!;

    /// <inheritdoc />
    protected override void ProcessRecord() => ((HandlerCall)Call).Run();
}
