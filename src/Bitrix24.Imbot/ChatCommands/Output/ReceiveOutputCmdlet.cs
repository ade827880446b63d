using System.Management.Automation;

namespace Bitrix24.Imbot.ChatCommands.Output;

/// <summary>The end of a run's pipeline, which takes what the function gives as it comes. Without the attribute of a cmdlet, because it isn't one of the module's.</summary>
internal sealed class ReceiveOutputCmdlet : PSCmdlet
{
    /// <summary>The command.</summary>
    public static readonly CmdletInfo Info = new("Receive-B24Output", typeof(ReceiveOutputCmdlet));

    /// <summary>Where it goes.</summary>
    [Parameter(Mandatory = true)]
    public object Sink { get; set; } = null!;

    /// <summary>What the function gives.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (InputObject is not null)
        {
            ((OutputSink)Sink).Add(InputObject);
        }
    }
}
