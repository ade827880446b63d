using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Sessions;

/// <summary>
/// Which session a cmdlet uses. Each runspace has its own sessions; what is started from it (<c>ForEach-Object -Parallel</c>, thread jobs,
/// <c>PowerShell.Invoke</c>) sees its default one through the execution context and cannot change it. There is no process-wide fallback:
/// in a host that runs scripts of several tenants, a script without a session must not send through another's.
/// </summary>
internal sealed class SessionStore
{
    /// <summary>
    /// The sessions lie in a global variable of the runspace and nowhere else, because they must go when PowerShell resets a runspace for another script,
    /// as <c>ForEach-Object -Parallel</c> does between two iterations.
    /// </summary>
    private const string VariableName = "global:" + VariableBaseName;

    /// <summary>The name without its scope.</summary>
    private const string VariableBaseName = "__Bitrix24ImbotSessions";

    private static readonly AsyncLocal<HandedOn?> Inherited = new();

    private readonly SessionState state;

    private SessionStore(SessionState state)
    {
        this.state = state;
    }

    /// <summary>The store as a cmdlet of a runspace sees it.</summary>
    public static SessionStore Of(PSCmdlet cmdlet) => new(cmdlet.SessionState);

    /// <summary>The store as an argument's conversion sees it.</summary>
    public static SessionStore Of(SessionState state) => new(state);

    /// <summary>The session used where none is named; null where there is none.</summary>
    public B24Session? Current => CurrentOf(Own);

    /// <summary>Whether there is no session because the last Connect failed.</summary>
    public bool IsBetweenSessions => Own is { IsBetweenSessions: true };

    /// <summary>All sessions that are to be seen from here, the default one first.</summary>
    public IReadOnlyList<B24Session> All => AllOf(Own);

    /// <summary>The session with a name.</summary>
    /// <exception cref="B24Exception"><see cref="SessionErrors.SessionNotFound"/>, <see cref="SessionErrors.SessionNameAmbiguous"/>.</exception>
    public B24Session Require(string name)
    {
        List<B24Session> found = [.. All.Where(session => string.Equals(session.Name, name, StringComparison.OrdinalIgnoreCase))];
        return found.Count switch
        {
            1 => found[0],
            0 => throw SessionErrors.SessionNotFound.With($"{ShownInput.Quote(name)} is not the name of a session of this runspace."),
            _ => throw SessionErrors.SessionNameAmbiguous.With($"{found.Count} sessions are named {ShownInput.Quote(name)}: {string.Join("; ", found)}."),
        };
    }

    /// <summary>Whether a session is the one that cmdlets of this thread's runspace use where none is named; for the views.</summary>
    public static bool IsCurrentHere(B24Session session) => CurrentOf(OwnHere())?.Id == session.Id;

    /// <summary>The same without a cmdlet, as completion needs it.</summary>
    public static IReadOnlyList<B24Session> AllHere() => AllOf(OwnHere());

    /// <summary>What this thread's runspace keeps; null where nothing was kept yet.</summary>
    public static RunspaceSessions? OwnHere()
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

    private RunspaceSessions? Own => state.PSVariable.GetValue(VariableName) switch
    {
        RunspaceSessions sessions => sessions,
        PSObject { BaseObject: RunspaceSessions sessions } => sessions,
        _ => null,
    };

    /// <summary>
    /// Hands the default session on to what is started from here. A pipeline may run on another thread than the one before it, so every
    /// cmdlet does this anew.
    /// </summary>
    public void HandOn()
    {
        if (Own is not { } own)
        {
            return;
        }

        if (Runspace.DefaultRunspace.ThreadOptions == PSThreadOptions.UseCurrentThread)
        {
            PipelineThread.GiveBackAfterPipeline(Runspace.DefaultRunspace, Inherited);
        }

        if (own.Default is { } session)
        {
            // Each new value would copy the execution context.
            HandedOn handedOn = new(session, own.Seen);
            Inherited.Value = Inherited.Value == handedOn ? Inherited.Value : handedOn;
        }
        else if (own.IsBetweenSessions)
        {
            Inherited.Value = null;
        }
    }

    /// <summary>A Connect begins: until it succeeds there is no default session.</summary>
    public void BeginConnect()
    {
        OwnOrNew().BeginConnect();
        HandOn();
    }

    /// <summary>Makes a session this runspace's default one.</summary>
    public void Add(B24Session session)
    {
        OwnOrNew().Add(session);
        HandOn();
    }

    /// <summary>
    /// Keeps a changed session. One that was inherited becomes this runspace's own, and its parent's stays as it is;
    /// one that was passed by value is remembered for the next time it is passed.
    /// </summary>
    public void Update(B24Session session)
    {
        RunspaceSessions own = OwnOrNew();
        if (!own.Contains(session) && own.Default is null && !own.IsBetweenSessions && Inherited.Value?.Session.Id == session.Id)
        {
            own.Add(session);
        }

        own.Update(session);
        HandOn();
    }

    /// <summary>A session that was passed by value, completed by what has been learnt since: the bot and the token of a later registration.</summary>
    public B24Session Complete(B24Session session)
    {
        if (session.BotId is not null && session.BotToken is not null)
        {
            return session;
        }

        B24Session? newer = Own?.NewestOf(session) ?? (Inherited.Value?.Session is { } inherited && inherited.Id == session.Id ? inherited : null);
        return newer is null ? session : session.With(session.BotId ?? newer.BotId, session.BotToken ?? newer.BotToken);
    }

    /// <summary>Remembers the names in an answer, for completion: in this runspace, or in the one that it was started from.</summary>
    public void Learn(B24Session session, object? result) => (Own?.Seen ?? Inherited.Value?.Seen)?.Learn(session.Portal.Authority, result);

    /// <summary>Takes a session out of this runspace, and out of what is started from here from now on.</summary>
    public void Remove(B24Session session)
    {
        Own?.Remove(session);
        Inherited.Value = Own is { Default: { } other } own ? new HandedOn(other, own.Seen)
            : Inherited.Value?.Session.Id == session.Id ? null
            : Inherited.Value;
    }

    private RunspaceSessions OwnOrNew()
    {
        if (Own is { } existing)
        {
            return existing;
        }

        RunspaceSessions own = new();
        state.PSVariable.Set(new PSVariable(VariableName, own) { Description = own.ToString() });
        return own;
    }
}
