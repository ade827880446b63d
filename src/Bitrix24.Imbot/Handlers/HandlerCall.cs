using System.Collections.ObjectModel;
using System.Management.Automation;
using Bitrix24.Imbot.Core;
using Bitrix24.Imbot.Core.Events;

namespace Bitrix24.Imbot.Handlers;

/// <summary>Runs a handler on the pipeline thread of the runspace to which it belongs; there its variables and functions work, and nothing runs beside it.</summary>
internal static class HandlerCall
{
    /// <summary>
    /// Runs a block with the event as <c>$_</c> and as its first argument. An error in it ends it, unless the block says otherwise: else a send that
    /// failed would count as done.
    /// </summary>
    /// <returns>How it ended; errors, <c>exit</c> and Ctrl+C pass as exceptions.</returns>
    public static HandlerEnd Run(ScriptBlock handler, B24Session session, PortalEvent item, Action<Collection<PSObject>> output)
    {
        using EventContext context = EventContext.Enter(session, item);
        List<PSVariable> variables = [new PSVariable("_", item), new PSVariable("ErrorActionPreference", ActionPreference.Stop)];
        try
        {
            output(handler.InvokeWithContext(null, variables, item));
            return HandlerEnd.Done;
        }
        catch (ContinueException)
        {
            return HandlerEnd.Done;
        }
        catch (BreakException)
        {
            return HandlerEnd.EndsBot;
        }
    }
}
