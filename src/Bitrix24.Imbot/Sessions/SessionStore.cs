using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using Bitrix24.Imbot.Core;

namespace Bitrix24.Imbot.Sessions;

/// <summary>
/// Which session a cmdlet uses. Each runspace has its own sessions; what is started from it (<c>ForEach-Object -Parallel</c>, thread jobs,
/// <c>PowerShell.Invoke</c>) sees its default one through the execution context and cannot change it. There is no process-wide fallback:
/// in a host that runs scripts of several tenants, a script without a session must not send through another's.
/// </summary>
internal static class SessionStore
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceSessions> Own = new();
    private static readonly AsyncLocal<B24Session?> Inherited = new();

    /// <summary>The session used where none is named; null where there is none.</summary>
    public static B24Session? Current => OwnSessions.Default ?? Inherited.Value;

    /// <summary>All sessions that are to be seen from here, the default one first.</summary>
    public static IReadOnlyList<B24Session> All
    {
        get
        {
            IReadOnlyList<B24Session> own = OwnSessions.All;
            return own.Count == 0 && Inherited.Value is { } inherited ? [inherited] : own;
        }
    }

    private static RunspaceSessions OwnSessions => Own.GetOrCreateValue(Runspace.DefaultRunspace);

    /// <summary>
    /// Hands the default session on to what is started from here. A pipeline may run on another thread than the one before it, so every
    /// cmdlet does this anew.
    /// </summary>
    public static void HandOn()
    {
        if (OwnSessions.Default is { } session)
        {
            Inherited.Value = session;
            if (Runspace.DefaultRunspace.ThreadOptions == PSThreadOptions.UseCurrentThread)
            {
                OwnSessions.WhenIdle(Runspace.DefaultRunspace, TakeBack);
            }
        }
    }

    /// <summary>
    /// A runspace that works on its caller's own thread would leave its session there, for the next script that the host runs on it.
    /// </summary>
    private static void TakeBack() => Inherited.Value = null;

    /// <summary>Makes a session this runspace's default one.</summary>
    public static void Add(B24Session session)
    {
        OwnSessions.Add(session);
        HandOn();
    }

    /// <summary>
    /// Keeps a changed session. One that was inherited becomes this runspace's own, and its parent's stays as it is;
    /// one that was passed by value is remembered for the next time it is passed.
    /// </summary>
    public static void Update(B24Session session)
    {
        if (!OwnSessions.Contains(session) && OwnSessions.Default is null && Inherited.Value?.Id == session.Id)
        {
            OwnSessions.Add(session);
        }

        OwnSessions.Update(session);
        HandOn();
    }

    /// <summary>A session that was passed by value, completed by what has been learnt since: the bot and the token of a later registration.</summary>
    public static B24Session Complete(B24Session session)
    {
        if (session.BotId is not null && session.BotToken is not null)
        {
            return session;
        }

        B24Session? newer = OwnSessions.NewestOf(session) ?? (Inherited.Value is { } inherited && inherited.Id == session.Id ? inherited : null);
        return newer is null ? session : session.With(session.BotId ?? newer.BotId, session.BotToken ?? newer.BotToken);
    }

    /// <summary>Takes a session out of this runspace, and out of what is started from here from now on.</summary>
    public static void Remove(B24Session session)
    {
        OwnSessions.Remove(session);
        Inherited.Value = OwnSessions.Default ?? (Inherited.Value?.Id == session.Id ? null : Inherited.Value);
    }
}
