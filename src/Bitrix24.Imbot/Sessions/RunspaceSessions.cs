using System.Management.Automation.Runspaces;
using Bitrix24.Imbot.Core;

namespace Bitrix24.Imbot.Sessions;

/// <summary>The sessions of one runspace. Locked, because event actions run in a runspace beside its pipeline.</summary>
internal sealed class RunspaceSessions
{
    private readonly object gate = new();
    private readonly List<B24Session> sessions = [];
    private readonly Dictionary<Guid, B24Session> newest = [];
    private bool waitsForIdle;

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
                return sessions.Count == 0 ? null : sessions[sessions.Count - 1];
            }
        }
    }

    /// <summary>Makes a session the default one; one of the same name gives way.</summary>
    public void Add(B24Session session)
    {
        lock (gate)
        {
            sessions.RemoveAll(other => NamesAreEqual(other.Name, session.Name));
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

    /// <summary>Has something done on the pipeline's thread each time the runspace has finished a pipeline.</summary>
    public void WhenIdle(Runspace runspace, Action action)
    {
        if (!waitsForIdle)
        {
            waitsForIdle = true;
            runspace.AvailabilityChanged += (_, change) =>
            {
                if (change.RunspaceAvailability is RunspaceAvailability.Available or RunspaceAvailability.None)
                {
                    action();
                }
            };
        }
    }

    private static bool NamesAreEqual(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
