using Bitrix24.Imbot.Core.Profiles;

namespace Bitrix24.Imbot.Completion;

/// <summary>Completes the names of this account's profiles.</summary>
internal sealed class ProfileNameCompleter : ValueCompleter
{
    protected override IEnumerable<Candidate> Candidates() =>
        ProfileFile.All(ProfileScope.CurrentUser).Select(profile => new Candidate(profile.Name, profile.Name, profile.FilePath));
}
