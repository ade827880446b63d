using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Profiles;

namespace Bitrix24.Imbot.Cmdlets.Sessions;

/// <summary>Gets saved profiles, without their secrets.</summary>
[Cmdlet(VerbsCommon.Get, "B24Profile", HelpUri = OnlineHelp.Pages + "Get-B24Profile.html")]
[OutputType(typeof(ProfileInfo))]
public sealed class GetB24ProfileCmdlet : ProfileCmdlet
{
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string[]? Name { get; set; }

    protected override void ProcessRecord()
    {
        foreach (string name in Name ?? ["*"])
        {
            foreach (ProfileFile profile in Demand(name, () => Matching(name)))
            {
                TryFor(name, () => WriteObject(profile.ReadInfo()));
            }
        }
    }

    private IReadOnlyList<ProfileFile> Matching(string name)
    {
        NamePattern pattern = new(name);
        return !pattern.HasWildcards ? [ProfileFile.For(pattern.Literal, ProfileScope)]
            : [.. ProfileFile.All(ProfileScope).Where(profile => pattern.IsMatch(profile.Name))];
    }
}
