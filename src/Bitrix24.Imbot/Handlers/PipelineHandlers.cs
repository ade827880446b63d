using System.Management.Automation.Host;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Pipeline;

namespace Bitrix24.Imbot.Handlers;

/// <summary>
/// Runs handlers one at a time on the pipeline thread of their runspace, where their variables and functions are available. A handler that doesn't stop is
/// abandoned on another thread, but continues to block the pipeline thread.
/// </summary>
internal sealed class PipelineHandlers(AwaitingCmdlet cmdlet, Action<ErrorRecord> showError, Action<PortalEvent, StopReason, int> abandon) : IHandlerExecutor
{
    private readonly PSHost outer = cmdlet.Host;
    private readonly HandlerHost host = new(cmdlet.Host, isShowing: true);

    public bool IsStopping { get; private set; }

    public HandlerEnd Run(ScriptBlock handler, B24Session session, PortalEvent item, HandlerWatch watch, Action<IReadOnlyCollection<PSObject>> output)
    {
        using EventContext context = EventContext.Enter(session, item, watch);
        HandlerCall call = new(handler, item);
        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand(InvokeHandlerCmdlet.Info).AddParameter(nameof(InvokeHandlerCmdlet.Call), call);
        shell.Streams.Error.DataAdded += (sender, added) => showError(((PSDataCollection<ErrorRecord>)sender!)[added.Index]);
        watch.StopBy(() => StopRequest.Send(shell));
        try
        {
            Invoke(shell, call, watch);
            call.ThrowFailure();
            output(call.Output);
            return HandlerEnd.Done;
        }
        catch (ContinueException)
        {
            output(call.Output);
            return HandlerEnd.Done;
        }
        catch (BreakException)
        {
            return HandlerEnd.EndsBot;
        }
        finally
        {
            watch.Dispose();
            if (host.ExitCode is { } exitCode)
            {
                outer.SetShouldExit(exitCode);
            }
        }
    }

    /// <summary>A stop reaches the nested pipeline before the cmdlet.</summary>
    private void Invoke(PowerShell shell, HandlerCall call, HandlerWatch watch)
    {
        try
        {
            shell.Invoke(null, new PSInvocationSettings { Host = host });
            IsStopping = call.WasStopped && watch.Reason == StopReason.None;
        }
        catch (PipelineStoppedException)
        {
            IsStopping = watch.Reason == StopReason.None;
            throw;
        }
    }

    public void Abandon(PortalEvent item, StopReason reason, int attempt) => abandon(item, reason, attempt);

    public void Report(string line) => cmdlet.WriteDetail(line);

    public void Pause(TimeSpan time, CancellationToken ending) => cmdlet.Pause(time, ending);
}
