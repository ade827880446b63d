using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Core.Profiles;

namespace Bitrix24.Imbot.Cmdlets.Sessions;

/// <summary>Opens a session from a saved profile. Nothing is sent, except with -Test.</summary>
[Cmdlet(VerbsCommunications.Connect, "B24Profile", HelpUri = OnlineHelp.Pages + "Connect-B24Profile.html")]
[OutputType(typeof(B24Session))]
public sealed class ConnectB24ProfileCmdlet : OpenSessionCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string Name { get; set; } = null!;

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Scope")]
    public ProfileScope ProfileScope { get; set; }

    protected override void ProcessRecord()
    {
        // Until this succeeds, there is no default session.
        Sessions.BeginConnect();
        B24Session session = Demand(Name, () => SessionProfiles.Open(ProfileFile.For(Name, ProfileScope)));
        WarnOf(session);
        if (Test)
        {
            Demand(Name, () => Await((observer, cancellation) => session.RequireWorkingAsync(observer, cancellation)));
        }

        Use(session);
    }
}
