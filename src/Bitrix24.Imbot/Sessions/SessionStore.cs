using System.Management.Automation.Runspaces;

namespace Bitrix24.Imbot.Sessions;

/// <summary>
/// Determines the session of a cmdlet. Each runspace has its own sessions. Child runspaces (<c>ForEach-Object -Parallel</c>, thread jobs, <c>PowerShell.Invoke</c>)
/// inherit its default session through the execution context and can't change it. There is no process-wide fallback, because in a host with scripts of several tenants,
/// a script without a session must not use the session of another script.
/// </summary>
internal sealed class SessionStore(SessionState state)
{
    /// <summary>
    /// The sessions are stored only in a global variable of the runspace, because they must be removed when PowerShell resets the runspace for another script, such as
    /// between two iterations of <c>ForEach-Object -Parallel</c>.
    /// </summary>
    private const string VariableName = "global:" + VariableBaseName;

    private const string VariableBaseName = "__Bitrix24ImbotSessions";

    private static readonly AsyncLocal<InheritedSession?> Inherited = new();

    /// <summary>The data that child runspaces inherit from a runspace: its default session, and the objects for completion, which the children also update.</summary>
    internal sealed record InheritedSession(B24Session Session, SeenObjects Seen);

    public static SessionStore For(PSCmdlet cmdlet) => new(cmdlet.SessionState);

    public B24Session? Current => CurrentOf(Sessions);

    /// <summary>Whether there is no default session because the last connection attempt failed.</summary>
    public bool IsBetweenSessions => Sessions is { IsBetweenSessions: true };

    /// <summary>All sessions that are available, the default session first.</summary>
    public IReadOnlyList<B24Session> All => AllOf(Sessions);

    public B24Session Require(string name)
    {
        List<B24Session> found = [.. All.Where(session => string.Equals(session.Name, name, StringComparison.OrdinalIgnoreCase))];
        return found.Count switch
        {
            1 => found[0],
            0 => throw SessionErrors.SessionNotFound.With($"Session {ShownInput.Quote(name)} was not found in this runspace."),
            _ => throw SessionErrors.SessionNameAmbiguous.With($"There are {found.Count} sessions with the name {ShownInput.Quote(name)}: {string.Join("; ", found)}."),
        };
    }

    /// <summary>Whether a session is the default one of the current runspace, for the views.</summary>
    public static bool IsDefaultInCurrentRunspace(B24Session session) => CurrentOf(FindForCurrentRunspace())?.Id == session.Id;

    /// <summary>Gets all sessions of the current runspace without a cmdlet, for completion.</summary>
    public static IReadOnlyList<B24Session> GetAllInCurrentRunspace() => AllOf(FindForCurrentRunspace());

    /// <summary>Gets the sessions of the current runspace; null if there are none.</summary>
    public static RunspaceSessions? FindForCurrentRunspace()
    {
        using PowerShell here = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return here.AddCommand("Get-Variable").AddParameter("Name", VariableBaseName).AddParameter("Scope", "Global").AddParameter("ValueOnly")
            .Invoke<RunspaceSessions>().FirstOrDefault();
    }

    private static B24Session? CurrentOf(RunspaceSessions? own) => own switch
    {
        { IsBetweenSessions: true } => null,
        { Default: { } session } => session,
        _ => Inherited.Value?.Session,
    };

    private static IReadOnlyList<B24Session> AllOf(RunspaceSessions? own) => own?.All is { Count: > 0 } kept
        ? kept
        : Inherited.Value is { } inherited && own is not { IsBetweenSessions: true } ? [inherited.Session] : [];

    private RunspaceSessions? Sessions => state.PSVariable.GetValue(VariableName) switch
    {
        RunspaceSessions sessions => sessions,
        PSObject { BaseObject: RunspaceSessions sessions } => sessions,
        _ => null,
    };

    /// <summary>Passes the default session to child runspaces. Every cmdlet repeats this, because each pipeline can run on another thread.</summary>
    public void PassToChildren()
    {
        if (Sessions is not { } own)
        {
            return;
        }

        if (Runspace.DefaultRunspace.ThreadOptions == PSThreadOptions.UseCurrentThread)
        {
            PipelineThread.RestoreAfterPipeline(Runspace.DefaultRunspace, Inherited);
        }

        if (own.Default is { } session)
        {
            // Setting an equal value would copy the execution context.
            InheritedSession inherited = new(session, own.Seen);
            Inherited.Value = Inherited.Value == inherited ? Inherited.Value : inherited;
        }
        else if (own.IsBetweenSessions)
        {
            Inherited.Value = null;
        }
    }

    /// <summary>Starts a connection attempt. Until it succeeds, there is no default session.</summary>
    public void BeginConnect()
    {
        GetOrCreateSessions().BeginConnect();
        PassToChildren();
    }

    /// <summary>Makes a session the default one of this runspace.</summary>
    public void Add(B24Session session)
    {
        GetOrCreateSessions().Add(session);
        PassToChildren();
    }

    /// <summary>
    /// Stores a changed session. An inherited session is copied to this runspace, and the parent's session remains unchanged. A session that was passed by value is
    /// remembered for the next time.
    /// </summary>
    public void Update(B24Session session)
    {
        RunspaceSessions own = GetOrCreateSessions();
        if (own.Default is null && !own.IsBetweenSessions && Inherited.Value?.Session.Id == session.Id)
        {
            own.Add(session);
        }

        own.Update(session);
        PassToChildren();
    }

    /// <summary>Adds the bot and the token of a later registration to a session that was passed by value.</summary>
    public B24Session Complete(B24Session session)
    {
        if (session.BotId is not null && session.BotToken is not null)
        {
            return session;
        }

        B24Session? newer = Sessions?.NewestOf(session) ?? (Inherited.Value?.Session is { } inherited && inherited.Id == session.Id ? inherited : null);
        return newer is null ? session : session.With(session.BotId ?? newer.BotId, session.BotToken ?? newer.BotToken);
    }

    /// <summary>Remembers the names in a response for completion, in this runspace or its parent.</summary>
    public void Learn(B24Session session, object? result) => (Sessions?.Seen ?? Inherited.Value?.Seen)?.Learn(session.Portal.Authority, result);

    /// <summary>Removes a session from this runspace and from child runspaces that are started later.</summary>
    public void Remove(B24Session session)
    {
        Sessions?.Remove(session);
        Inherited.Value = Sessions is { Default: { } other } own ? new InheritedSession(other, own.Seen)
            : Inherited.Value?.Session.Id == session.Id ? null
            : Inherited.Value;
    }

    private RunspaceSessions GetOrCreateSessions()
    {
        if (Sessions is { } existing)
        {
            return existing;
        }

        RunspaceSessions own = new();
        state.PSVariable.Set(new PSVariable(VariableName, own) { Description = own.ToString() });
        return own;
    }
}
