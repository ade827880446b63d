using System.Management.Automation;
using System.Runtime.ExceptionServices;
using Bitrix24.Imbot.Core.Events;

namespace Bitrix24.Imbot.Handlers;

/// <summary>One run of a script block on the pipeline thread, and what came of it.</summary>
internal sealed class HandlerCall
{
    private readonly ScriptBlock handler;
    private readonly PortalEvent item;
    private ExceptionDispatchInfo? failure;

    public HandlerCall(ScriptBlock handler, PortalEvent item)
    {
        this.handler = handler;
        this.item = item;
    }

    /// <summary>What the block gave.</summary>
    public IReadOnlyCollection<PSObject> Output { get; private set; } = [];

    /// <summary>Whether the pipeline was stopped. A block can throw what a stop throws, and has failed then.</summary>
    public bool WasStopped { get; private set; }

    /// <summary>
    /// Runs the block. The event is <c>$_</c> and the block's first argument. An error in it ends it, unless the block says otherwise: else a send that failed
    /// would count as done. Exceptions are kept: those of control flow mean something to the caller's pipeline and not to the one that is between.
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

    /// <summary>A pipeline that is being stopped begins nothing any more. Cmdlets hear of the stop later than the commands inside them, and can't tell yet.</summary>
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

    /// <summary>Throws what the block ended with, if it didn't come to its end.</summary>
    public void ThrowFailure() => failure?.Throw();
}
