using System.Management.Automation;
using Bitrix24.Imbot.Core;
using Bitrix24.Imbot.Core.Events;

namespace Bitrix24.Imbot.Handlers;

/// <summary>Where handlers run: on the pipeline thread, or beside it.</summary>
internal interface IHandlerPlace
{
    /// <summary>Runs a handler once.</summary>
    /// <param name="handler">The block.</param>
    /// <param name="session">The session that the event came through.</param>
    /// <param name="item">The event.</param>
    /// <param name="output">Takes what the handler gives, when it has given it.</param>
    /// <exception cref="RuntimeException">What the handler failed with; <see cref="PipelineStoppedException"/> where it was stopped.</exception>
    HandlerEnd Run(ScriptBlock handler, B24Session session, PortalEvent item, Action<IReadOnlyCollection<PSObject>> output);

    /// <summary>Writes a line of detail, now or in its turn.</summary>
    void Tell(string line);

    /// <summary>Waits before a repeat.</summary>
    /// <exception cref="PipelineStoppedException">It is time to end.</exception>
    void Pause(TimeSpan time);
}
