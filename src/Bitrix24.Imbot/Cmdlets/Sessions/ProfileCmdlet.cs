using System.ComponentModel;
using Bitrix24.Imbot.Core.Profiles;

namespace Bitrix24.Imbot.Cmdlets.Sessions;

/// <summary>Base class of cmdlets for saved profiles.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ProfileCmdlet : B24Cmdlet
{
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Scope")]
    public ProfileScope ProfileScope { get; set; }
}
