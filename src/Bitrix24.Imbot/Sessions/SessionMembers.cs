using System.ComponentModel;

namespace Bitrix24.Imbot.Sessions;

/// <summary>Additional properties of a session, for the type file.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SessionMembers
{
    /// <summary>Whether the session is the default one of this runspace.</summary>
    public static bool IsCurrent(PSObject session) => session?.BaseObject is B24Session live && SessionStore.IsDefaultInCurrentRunspace(live);
}
