using System.Management.Automation;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Core.Profiles;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Commands;

/// <summary>Opens a session from a saved profile. Nothing is sent, except with -Test.</summary>
[Cmdlet(VerbsCommunications.Connect, "B24Profile")]
[OutputType(typeof(B24Session))]
public sealed class ConnectB24ProfileCommand : ProfileCommand
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string Name { get; set; } = null!;

    [Parameter]
    public SwitchParameter Test { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override bool OpensSession => true;

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        // Until this succeeds, there is no default session.
        Sessions.BeginConnect();
        B24Session session = Demand(Name, () => SessionProfiles.Open(ProfileFile.For(Name, ProfileScope)));
        WarnOf(session);
        if (Test)
        {
            Demand(Name, () => RequireWorking(session));
        }

        Sessions.Add(session);
        if (PassThru)
        {
            WriteObject(session);
        }
    }
}
