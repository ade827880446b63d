namespace Bitrix24.Imbot.Handlers;

/// <summary>
/// Runs a handler in a nested pipeline, which can have a separate host and can be stopped independently. It is a cmdlet, because a script in constrained language mode
/// can't call the method. It has no Cmdlet attribute, because the module doesn't export it.
/// </summary>
internal sealed class InvokeHandlerCmdlet : PSCmdlet
{
    public static readonly CmdletInfo Info = new("Invoke-B24Handler", typeof(InvokeHandlerCmdlet));

    [Parameter(Mandatory = true)]
    public object Call { get; set; } = null!;

    protected override void ProcessRecord() => ((HandlerCall)Call).Run();
}
