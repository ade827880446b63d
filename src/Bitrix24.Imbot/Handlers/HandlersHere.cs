using System.Management.Automation;
using Bitrix24.Imbot.Commands;
using Bitrix24.Imbot.Core;
using Bitrix24.Imbot.Core.Events;

namespace Bitrix24.Imbot.Handlers;

/// <summary>The pipeline thread of the runspace to which the handlers belong; there their variables and functions work, and nothing runs beside them.</summary>
internal sealed class HandlersHere : IHandlerPlace
{
    private readonly B24Command cmdlet;

    public HandlersHere(B24Command cmdlet)
    {
        this.cmdlet = cmdlet;
    }

    /// <inheritdoc />
    /// <remarks>
    /// The event is <c>$_</c> and the block's first argument. An error in it ends it, unless the block says otherwise: else a send that failed would count
    /// as done. <c>exit</c> and Ctrl+C pass as exceptions.
    /// </remarks>
    public HandlerEnd Run(ScriptBlock handler, B24Session session, PortalEvent item, Action<IReadOnlyCollection<PSObject>> output)
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

    /// <inheritdoc />
    public void Tell(string line) => cmdlet.WriteDetail(line);

    /// <inheritdoc />
    public void Pause(TimeSpan time) => cmdlet.Pause(time);
}
