using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Core.Profiles;

namespace Bitrix24.Imbot.Cmdlets.Sessions;

/// <summary>Removes saved profiles. Open sessions continue to work.</summary>
[Cmdlet(VerbsCommon.Remove, "B24Profile", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Remove-B24Profile.html")]
public sealed class RemoveB24ProfileCmdlet : ProfileCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string[] Name { get; set; } = null!;

    protected override void ProcessRecord()
    {
        foreach (string name in Name)
        {
            TryFor(name, () =>
            {
                ProfileFile profile = ProfileFile.For(name, ProfileScope);
                if (ShouldProcess(profile.FilePath, "Remove profile"))
                {
                    profile.Delete();
                }
            });
        }
    }
}
