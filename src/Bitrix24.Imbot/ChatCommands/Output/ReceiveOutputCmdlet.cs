namespace Bitrix24.Imbot.ChatCommands.Output;

/// <summary>Receives the output of a function at the end of a run's pipeline. It has no Cmdlet attribute, because the module doesn't export it.</summary>
internal sealed class ReceiveOutputCmdlet : PSCmdlet
{
    public static readonly CmdletInfo Info = new("Receive-B24Output", typeof(ReceiveOutputCmdlet));

    [Parameter(Mandatory = true)]
    public object Sink { get; set; } = null!;

    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public PSObject? InputObject { get; set; }

    protected override void ProcessRecord()
    {
        if (InputObject is not null)
        {
            ((OutputSink)Sink).Add(InputObject);
        }
    }
}
