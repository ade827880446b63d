using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Handlers;

/// <summary>Runs rebuilt handlers beside the pipeline, each in a runspace that nobody else uses meanwhile. Runspaces are used again.</summary>
internal sealed class HandlerWorkers : IDisposable
{
    private readonly object gate = new();
    private readonly Stack<Runspace> free = new();
    private readonly HashSet<PowerShell> running = [];
    private readonly PSHost host;
    private readonly PSLanguageMode languageMode;
    private readonly string location;
    private readonly string prefix;
    private readonly Action<InitialSessionState> addCommands;
    private bool isStopped;

    /// <param name="host">What handlers see as their host.</param>
    /// <param name="languageMode">That of the caller's runspace.</param>
    /// <param name="location">Where handlers begin.</param>
    /// <param name="prefix">The prefix with which the caller imported the module.</param>
    /// <param name="addCommands">Adds the functions that handlers call.</param>
    public HandlerWorkers(PSHost host, PSLanguageMode languageMode, string location, string prefix, Action<InitialSessionState> addCommands)
    {
        this.host = host;
        this.languageMode = languageMode;
        this.location = location;
        this.prefix = prefix;
        this.addCommands = addCommands;
    }

    /// <summary>Runs a handler once, on this thread.</summary>
    /// <param name="handler">The handler.</param>
    /// <param name="session">The session that the event came through.</param>
    /// <param name="item">The event.</param>
    /// <param name="watch">Stops it when its time is over. Ends with the run.</param>
    /// <param name="output">Takes what the handler gives.</param>
    /// <param name="tell">Takes the records that it put into other streams.</param>
    /// <exception cref="RuntimeException">What the handler failed with; <see cref="PipelineStoppedException"/> where it was stopped.</exception>
    public HandlerEnd Run(
        RebuiltHandler handler,
        B24Session session,
        PortalEvent item,
        HandlerWatch watch,
        Action<IReadOnlyCollection<PSObject>> output,
        Action<IReadOnlyCollection<object>> tell)
    {
        Runspace runspace = Take();
        PowerShell shell = PowerShell.Create();
        shell.Runspace = runspace;
        handler.AddTo(shell, item);
        try
        {
            Begin(shell);
            watch.StopBy(() => HandlerShell.BeginStop(shell));
            using EventContext context = EventContext.Enter(session, item, watch);
            output(shell.Invoke());

            // A script that was stopped, or threw what a stop throws, isn't an error to PowerShell.
            if (shell.InvocationStateInfo.State == PSInvocationState.Stopped)
            {
                throw new PipelineStoppedException();
            }

            return RebuiltHandler.EndIn(runspace);
        }
        finally
        {
            watch.Dispose();
            End(shell);
            PSDataStreams streams = shell.Streams;
            tell([.. streams.Error, .. streams.Warning, .. streams.Verbose, .. streams.Debug, .. streams.Information]);
            shell.Dispose();
            GiveBack(runspace, isUsable: !watch.IsGivenUp);
        }
    }

    /// <summary>Asks what runs to stop, and lets nothing begin any more.</summary>
    public void Stop()
    {
        PowerShell[] shells;
        lock (gate)
        {
            isStopped = true;
            shells = [.. running];
        }

        foreach (PowerShell shell in shells)
        {
            HandlerShell.BeginStop(shell);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Stop();
        lock (gate)
        {
            foreach (Runspace runspace in free)
            {
                runspace.Dispose();
            }

            free.Clear();
        }
    }

    private void Begin(PowerShell shell)
    {
        lock (gate)
        {
            if (isStopped)
            {
                throw new PipelineStoppedException();
            }

            running.Add(shell);
        }
    }

    private void End(PowerShell shell)
    {
        lock (gate)
        {
            running.Remove(shell);
        }
    }

    private Runspace Take()
    {
        lock (gate)
        {
            if (free.Count > 0)
            {
                return free.Pop();
            }
        }

        return HandlerRunspace.Open(host, languageMode, location, prefix, addCommands);
    }

    private void GiveBack(Runspace runspace, bool isUsable)
    {
        lock (gate)
        {
            if (isUsable && !isStopped && runspace.RunspaceStateInfo.State == RunspaceState.Opened)
            {
                free.Push(runspace);
                return;
            }
        }

        runspace.Dispose();
    }
}
