using System.ComponentModel;
using System.Management.Automation;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Sessions;

/// <summary>Properties that PowerShell shows of a session besides its own; the type file reads them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SessionMembers
{
    /// <summary>Whether cmdlets of this runspace use the session where none is named.</summary>
    public static bool IsCurrent(PSObject session) => session?.BaseObject is B24Session live && SessionStore.IsCurrentHere(live);
}
