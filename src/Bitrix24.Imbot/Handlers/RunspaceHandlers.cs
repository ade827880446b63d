using System.Management.Automation;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Pipeline;
using Bitrix24.Imbot.Sessions;

namespace Bitrix24.Imbot.Handlers;

/// <summary>
/// Runs handlers beside the pipeline, those of different dialogs at the same time. Only the handlers themselves run on other threads: what they give,
/// their messages and their ends come back to the pipeline thread, where all is written and confirmed. A handler that doesn't stop is abandoned with its thread and
/// its runspace, and another one takes its place, as long as no more are abandoned than may run.
/// </summary>
internal sealed class RunspaceHandlers : IHandlerExecutor, IDisposable
{
    private readonly HandlerWorkers workers;
    private readonly CallMessages messages;
    private readonly Action<object> write;
    private readonly Dictionary<ScriptBlock, RebuiltHandler> rebuilt;
    private readonly DialogLanes lanes;
    private readonly int limit;
    private readonly Dictionary<PortalEvent, Task> tasks = [];
    private readonly HashSet<PortalEvent> abandoned = [];
    private readonly CancellationTokenSource stopping = new();
    private Func<PortalEvent, HandlerOutcome>? handle;
    private Func<PortalEvent, StopReason, int, HandlerOutcome>? giveUp;
    private Action<PortalEvent, HandlerOutcome>? finish;

    private RunspaceHandlers(HandlerWorkers workers, CallMessages messages, Action<object> write, Dictionary<ScriptBlock, RebuiltHandler> rebuilt, int limit)
    {
        this.workers = workers;
        this.messages = messages;
        this.write = write;
        this.rebuilt = rebuilt;
        this.limit = limit;
        lanes = new DialogLanes(limit, Begin);
    }

    /// <inheritdoc />
    public bool IsStopping => stopping.IsCancellationRequested;

    /// <summary>Handlers that didn't stop and still run.</summary>
    public int AbandonedCount => abandoned.Count;

    /// <param name="caller">Whose runspace the blocks belong to.</param>
    /// <param name="messages">What the caller writes while it waits.</param>
    /// <param name="write">Writes a record that a handler put into another stream than its output.</param>
    /// <param name="blocks">The handlers.</param>
    /// <param name="limit">Handlers at the same time at most.</param>
    /// <exception cref="B24Exception"><see cref="HandlerErrors.RunspaceRestricted"/>.</exception>
    public static RunspaceHandlers Of(PSCmdlet caller, CallMessages messages, Action<object> write, IEnumerable<ScriptBlock> blocks, int limit)
    {
        HandlerRunspace.RequireAllowed(caller);
        Dictionary<ScriptBlock, RebuiltHandler> rebuilt = [];
        CarriedCommands carried = new(caller.InvokeCommand, null);
        foreach (ScriptBlock block in blocks)
        {
            carried.AddNeedsOf(block.Ast, "a handler");
            rebuilt[block] = RebuiltHandler.From(block, caller.SessionState);
        }

        HandlerHost host = new(caller.Host, isShowing: false);
        string prefix = ImportedCmdlets.PrefixOf(caller.MyInvocation.MyCommand.Name);
        HandlerWorkers workers = new(host, caller.SessionState.LanguageMode, caller.SessionState.Path.CurrentFileSystemLocation.Path, prefix, carried.AddTo);
        return new RunspaceHandlers(workers, messages, write, rebuilt, limit);
    }

    /// <summary>
    /// What to do with each event, on another thread; with one whose handler doesn't stop, and with what came of it, on the pipeline thread.
    /// </summary>
    public void Use(
        Func<PortalEvent, HandlerOutcome> handling,
        Func<PortalEvent, StopReason, int, HandlerOutcome> givingUp,
        Action<PortalEvent, HandlerOutcome> finishing)
    {
        handle = handling;
        giveUp = givingUp;
        finish = finishing;
    }

    /// <summary>An event came; it is handled in its turn.</summary>
    public void Add(PortalEvent item) => lanes.Add(item);

    /// <summary>Begins nothing more; what runs goes on to its end.</summary>
    public void Close() => lanes.Close();

    /// <summary>Ends when all that was added is handled; once <paramref name="ending"/> is cancelled, when what is running then is.</summary>
    public async Task<bool> WhenIdleAsync(CancellationToken ending, CancellationToken cancellation)
    {
        using CancellationTokenRegistration registration = ending.Register(() => messages.Put(CloseWithoutAbandoned));
        Task idle = lanes.WhenIdle();
        await Task.WhenAny(idle, Task.Delay(Timeout.Infinite, cancellation)).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return true;
    }

    /// <inheritdoc />
    public HandlerEnd Run(ScriptBlock handler, B24Session session, PortalEvent item, HandlerWatch watch, Action<IReadOnlyCollection<PSObject>> output) =>
        workers.Run(rebuilt[handler], session, item, watch, output, records =>
        {
            foreach (object record in records)
            {
                messages.Put(() => write(record));
            }
        });

    /// <inheritdoc />
    public void GiveUp(PortalEvent item, StopReason reason, int attempt) => messages.Put(() => Abandon(item, reason, attempt));

    /// <inheritdoc />
    public void Report(string line) => messages.Report(line);

    /// <inheritdoc />
    public void Pause(TimeSpan time, CancellationToken ending)
    {
        WaitHandle.WaitAny([stopping.Token.WaitHandle, ending.WaitHandle], time);
        if (IsStopping)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Stops the handlers that run, and waits for the ends of those that stop.</summary>
    public void Stop()
    {
        lanes.Close();
        stopping.Cancel();
        workers.Stop();
        Task.WhenAll(tasks.Where(task => !abandoned.Contains(task.Key)).Select(task => task.Value))
            .ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default)
            .Wait(HandlerWatch.StopTime);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (!IsStopping)
        {
            Stop();
        }

        workers.Dispose();
    }

    /// <summary>On a thread of its own: the pool's threads, which carry the calls, must not wait for handlers.</summary>
    private void Begin(PortalEvent item) => tasks[item] = Task.Factory.StartNew(
        () =>
        {
            try
            {
                HandlerOutcome outcome = handle!(item);
                messages.Put(() => End(item, outcome));
            }
            catch (PipelineStoppedException)
            {
                // Stopped before its end: the event is not done and comes again.
            }
            catch (Exception exception)
            {
                // No error of the handler's, which is part of the outcome: it belongs to whoever waits on the pipeline thread.
                messages.Put(() => throw exception);
            }
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    /// <summary>The bot ends: handlers that were given up and hold a place no longer do.</summary>
    private void CloseWithoutAbandoned()
    {
        lanes.Close();
        foreach (PortalEvent item in abandoned.Where(tasks.Remove).ToArray())
        {
            lanes.Ended(item);
        }
    }

    private void Abandon(PortalEvent item, StopReason reason, int attempt)
    {
        // It may have ended in the meantime.
        if (!tasks.ContainsKey(item))
        {
            return;
        }

        bool isReplaced = abandoned.Count < limit;
        abandoned.Add(item);
        finish!(item, giveUp!(item, reason, attempt));
        if (isReplaced || reason == StopReason.Ending)
        {
            tasks.Remove(item);
            lanes.Ended(item);
        }
    }

    private void End(PortalEvent item, HandlerOutcome outcome)
    {
        bool wasAbandoned = abandoned.Remove(item);
        if (!wasAbandoned)
        {
            finish!(item, outcome);
        }

        if (tasks.Remove(item))
        {
            lanes.Ended(item);
        }
    }
}
