using System.Management.Automation;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Handlers;

/// <summary>Where handlers run: on the pipeline thread, or beside it.</summary>
internal interface IHandlerExecutor
{
    /// <summary>Whether the pipeline is being stopped.</summary>
    bool IsStopping { get; }

    /// <summary>Runs a handler once.</summary>
    /// <param name="handler">The block.</param>
    /// <param name="session">The session that the event came through.</param>
    /// <param name="item">The event.</param>
    /// <param name="watch">Stops it when its time is over. Ends with the run.</param>
    /// <param name="output">Takes what the handler gives, when it has given it.</param>
    /// <exception cref="Exception">What the handler failed with; <see cref="PipelineStoppedException"/> where it was stopped.</exception>
    HandlerEnd Run(ScriptBlock handler, B24Session session, PortalEvent item, HandlerWatch watch, Action<IReadOnlyCollection<PSObject>> output);

    /// <summary>A handler doesn't stop. Called on another thread than the one that runs it.</summary>
    void GiveUp(PortalEvent item, StopReason reason, int attempt);

    /// <summary>Writes a line of detail, now or in its turn.</summary>
    void Report(string line);

    /// <summary>Waits before a repeat, at most until the bot ends.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline is stopped.</exception>
    void Pause(TimeSpan time, CancellationToken ending);
}
