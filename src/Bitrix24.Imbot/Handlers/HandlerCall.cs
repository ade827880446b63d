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
        }
    }

    /// <summary>Throws what the block ended with, if it didn't come to its end.</summary>
    public void ThrowFailure() => failure?.Throw();
}
