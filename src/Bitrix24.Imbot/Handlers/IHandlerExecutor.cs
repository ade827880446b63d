using Bitrix24.Imbot.Core.Events;

namespace Bitrix24.Imbot.Handlers;

/// <summary>Runs handlers, on the pipeline thread or in separate runspaces.</summary>
internal interface IHandlerExecutor
{
    /// <summary>Whether the pipeline is being stopped.</summary>
    bool IsStopping { get; }

    /// <summary>Runs a handler once, passes its output on, and disposes the watch.</summary>
    /// <exception cref="Exception">The error of the handler; <see cref="PipelineStoppedException"/> if it was stopped.</exception>
    HandlerEnd Run(ScriptBlock handler, B24Session session, PortalEvent item, HandlerWatch watch, Action<IReadOnlyCollection<PSObject>> output);

    /// <summary>Called on another thread when a handler doesn't stop and is abandoned.</summary>
    void Abandon(PortalEvent item, StopReason reason, int attempt);

    /// <summary>Writes a line of detail, now or in its turn.</summary>
    void Report(string line);

    /// <summary>Waits before a retry, at most until the bot is stopping.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped.</exception>
    void Pause(TimeSpan time, CancellationToken ending);
}
