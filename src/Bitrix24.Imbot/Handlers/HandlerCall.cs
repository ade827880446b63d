using System.Runtime.ExceptionServices;
using Bitrix24.Imbot.Core.Events;

namespace Bitrix24.Imbot.Handlers;

/// <summary>Runs a script block on the pipeline thread and keeps its result.</summary>
internal sealed class HandlerCall(ScriptBlock handler, PortalEvent item)
{
    private ExceptionDispatchInfo? failure;

    public IReadOnlyCollection<PSObject> Output { get; private set; } = [];

    /// <summary>Whether the pipeline was stopped. If the block throws a PipelineStoppedException itself, it has failed instead.</summary>
    public bool WasStopped { get; private set; }

    /// <summary>
    /// Runs the block. The event is <c>$_</c> and the first argument. Errors are terminating by default, because otherwise a failed send would count as success. Exceptions
    /// are kept, because flow control belongs to the caller's pipeline and not to the nested one.
    /// </summary>
    public void Run()
    {
        List<PSVariable> variables = [new PSVariable("_", item), new PSVariable("ErrorActionPreference", ActionPreference.Stop)];
        try
        {
            Output = handler.InvokeWithContext(null, variables, item);
        }
        catch (Exception exception)
        {
            failure = ExceptionDispatchInfo.Capture(exception);
            WasStopped = exception is PipelineStoppedException && IsPipelineStopping();
        }
    }

    /// <summary>A stopping pipeline can't start another command. The cmdlet's own Stopping property is set too late.</summary>
    private static bool IsPipelineStopping()
    {
        try
        {
            ScriptBlock.Create("$null | & { process { } }").Invoke();
            return false;
        }
        catch (PipelineStoppedException)
        {
            return true;
        }
    }

    public void ThrowFailure() => failure?.Throw();
}
