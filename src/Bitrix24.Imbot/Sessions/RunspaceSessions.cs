using Bitrix24.Imbot.Core.Authorization;

namespace Bitrix24.Imbot.Sessions;

/// <summary>The sessions of a runspace. Thread-safe, because event actions can run concurrently with the pipeline.</summary>
internal sealed class RunspaceSessions
{
    private readonly object gate = new();
    private readonly List<B24Session> sessions = [];
    private readonly Dictionary<Guid, B24Session> newest = [];
    private volatile bool isBetweenSessions;

    public SeenObjects Seen { get; } = new();

    /// <summary>
    /// Whether a connection attempt started and hasn't succeeded. Until one succeeds, there is no default session, so that a script with a failed connection doesn't
    /// continue with an earlier session.
    /// </summary>
    public bool IsBetweenSessions => isBetweenSessions;

    /// <summary>All sessions, the default session first.</summary>
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

    /// <summary>The default session, which is the last one that was connected or selected.</summary>
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

    public void BeginConnect() => isBetweenSessions = true;

    /// <summary>
    /// Makes a session the default one and replaces a session with the same name. Unnamed sessions have the name of their portal. They are replaced only if they have the
    /// same webhook user or application.
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

    /// <summary>Replaces the older version of a session, and remembers it if there is none.</summary>
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

    public B24Session? NewestOf(B24Session session)
    {
        lock (gate)
        {
            return newest.TryGetValue(session.Id, out B24Session? known) ? known : null;
        }
    }

    /// <summary>Removes a session. The previous session becomes the default one.</summary>
    public void Remove(B24Session session)
    {
        lock (gate)
        {
            sessions.RemoveAll(other => other.Id == session.Id);
            newest.Remove(session.Id);
        }
    }

    /// <summary>The description of the variable that contains the sessions.</summary>
    public override string ToString() => "Sessions of Bitrix24.Imbot. Use Get-B24Session to list them.";

    private static bool IsReplaced(B24Session older, B24Session newer) =>
        older.Id == newer.Id
        || (string.Equals(older.Name, newer.Name, StringComparison.OrdinalIgnoreCase) && (IsNamed(older) || IsNamed(newer) || HaveOneRole(older, newer)));

    private static bool IsNamed(B24Session session) => session.Name != session.Portal.Authority;

    private static bool HaveOneRole(B24Session one, B24Session other) => one.Kind == other.Kind
        && (one.Kind == AuthorizationKind.OAuth ? one.ClientId == other.ClientId : one.UserId == other.UserId);
}
