using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Sessions;

/// <summary>The sessions of one runspace. Locked, because event actions run in a runspace beside its pipeline.</summary>
internal sealed class RunspaceSessions
{
    private readonly object gate = new();
    private readonly List<B24Session> sessions = [];
    private readonly Dictionary<Guid, B24Session> newest = [];
    private bool isBetweenSessions;

    /// <summary>What was seen through these sessions.</summary>
    public SeenObjects Seen { get; } = new();

    /// <summary>
    /// Whether a Connect was begun and has not succeeded: until one does, there is no default session, so that a script whose own Connect failed
    /// does not go on through another's.
    /// </summary>
    public bool IsBetweenSessions
    {
        get
        {
            lock (gate)
            {
                return isBetweenSessions;
            }
        }
    }

    /// <summary>All named sessions, the default one first.</summary>
    public IReadOnlyList<B24Session> All
    {
        get
        {
            lock (gate)
            {
                return [.. Enumerable.Reverse(sessions)];
            }
        }
    }

    /// <summary>The session used where none is named: the last one connected or chosen.</summary>
    public B24Session? Default
    {
        get
        {
            lock (gate)
            {
                return isBetweenSessions || sessions.Count == 0 ? null : sessions[sessions.Count - 1];
            }
        }
    }

    /// <summary>A Connect begins.</summary>
    public void BeginConnect()
    {
        lock (gate)
        {
            isBetweenSessions = true;
        }
    }

    /// <summary>
    /// Makes a session the default one, in place of one of the same name. Sessions that nobody named have the name of their portal: of these, only one of the same
    /// webhook user or application is replaced.
    /// </summary>
    public void Add(B24Session session)
    {
        lock (gate)
        {
            isBetweenSessions = false;
            foreach (B24Session replaced in sessions.FindAll(other => IsReplaced(other, session)))
            {
                sessions.Remove(replaced);
                newest.Remove(replaced.Id);
            }

            sessions.Add(session);
            newest[session.Id] = session;
        }
    }

    /// <summary>Puts a changed session in its older self's place, and remembers it where there is no such place.</summary>
    public void Update(B24Session session)
    {
        lock (gate)
        {
            int index = sessions.FindIndex(other => other.Id == session.Id);
            if (index >= 0)
            {
                sessions[index] = session;
            }

            newest[session.Id] = session;
        }
    }

    /// <summary>What this runspace has learnt of a session since it was made.</summary>
    public B24Session? NewestOf(B24Session session)
    {
        lock (gate)
        {
            return newest.TryGetValue(session.Id, out B24Session? known) ? known : null;
        }
    }

    public bool Contains(B24Session session)
    {
        lock (gate)
        {
            return sessions.Exists(other => other.Id == session.Id);
        }
    }

    /// <summary>Takes a session out; the one connected before it becomes the default.</summary>
    public void Remove(B24Session session)
    {
        lock (gate)
        {
            sessions.RemoveAll(other => other.Id == session.Id);
            newest.Remove(session.Id);
        }
    }

    /// <summary>Shown where the variable that holds the sessions is looked at.</summary>
    public override string ToString() => "Sessions of Bitrix24.Imbot; see Get-B24Session";

    private static bool IsReplaced(B24Session older, B24Session newer) =>
        older.Id == newer.Id
        || (string.Equals(older.Name, newer.Name, StringComparison.OrdinalIgnoreCase) && (IsNamed(older) || IsNamed(newer) || HaveOneRole(older, newer)));

    private static bool IsNamed(B24Session session) => session.Name != session.Portal.Authority;

    private static bool HaveOneRole(B24Session one, B24Session other) => one.Kind == other.Kind
        && (one.Kind == AuthorizationKind.OAuth ? one.ClientId == other.ClientId : one.UserId == other.UserId);
}
