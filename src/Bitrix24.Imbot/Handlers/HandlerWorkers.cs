using System.Collections.Concurrent;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using Bitrix24.Imbot.Core.Events;

namespace Bitrix24.Imbot.Handlers;

/// <summary>Runs rebuilt handlers in separate runspaces, which are reused. They must be stopped before this object is disposed.</summary>
internal sealed class HandlerWorkers(PSHost host, RunspaceTemplate template, CancellationToken stopping) : IDisposable
{
    private readonly ConcurrentStack<Runspace> free = new();

    /// <summary>Runs a handler once, on this thread.</summary>
    /// <exception cref="RuntimeException">The error of the handler; <see cref="PipelineStoppedException"/> if it was stopped.</exception>
    public HandlerEnd Run(
        RebuiltHandler handler, B24Session session, PortalEvent item, HandlerWatch watch, Action<IReadOnlyCollection<PSObject>> output, Action<object> write)
    {
        Runspace runspace = free.TryPop(out Runspace? kept) ? kept : template.Open(host);
        PowerShell shell = PowerShell.Create();
        shell.Runspace = runspace;
        handler.AddTo(shell, item);
        try
        {
            if (stopping.IsCancellationRequested)
            {
                throw new PipelineStoppedException();
            }

            using CancellationTokenRegistration registration = stopping.Register(() => StopRequest.Send(shell));
            watch.StopBy(() => StopRequest.Send(shell));
            using EventContext context = EventContext.Enter(session, item, watch);
            output(shell.Invoke());

            // PowerShell doesn't throw if the script was stopped or threw a PipelineStoppedException.
            if (shell.InvocationStateInfo.State == PSInvocationState.Stopped)
            {
                throw new PipelineStoppedException();
            }

            return RebuiltHandler.EndIn(runspace);
        }
        finally
        {
            watch.Dispose();
            PSDataStreams streams = shell.Streams;
            foreach (object record in (object[])[.. streams.Error, .. streams.Warning, .. streams.Verbose, .. streams.Debug, .. streams.Information])
            {
                write(record);
            }

            shell.Dispose();
            Return(runspace, isUsable: !watch.IsAbandoned);
        }
    }

    public void Dispose()
    {
        while (free.TryPop(out Runspace? runspace))
        {
            runspace.Dispose();
        }
    }

    private void Return(Runspace runspace, bool isUsable)
    {
        if (!isUsable || runspace.RunspaceStateInfo.State != RunspaceState.Opened)
        {
            runspace.Dispose();
            return;
        }

        free.Push(runspace);
        if (stopping.IsCancellationRequested)
        {
            Dispose();
        }
    }
}
