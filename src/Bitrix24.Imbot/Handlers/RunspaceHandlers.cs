using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Pipeline;

namespace Bitrix24.Imbot.Handlers;

/// <summary>
/// Runs handlers of different dialogs concurrently in separate runspaces. Only the handlers run on other threads. Their output, messages, and results return to the
/// pipeline thread, which writes and confirms them. A handler that doesn't stop is abandoned with its thread and runspace and is replaced, until the number of abandoned
/// handlers reaches the throttle limit.
/// </summary>
internal sealed class RunspaceHandlers : IHandlerExecutor, IDisposable
{
    private readonly HandlerWorkers workers;
    private readonly CallMessages messages;
    private readonly Action<object> write;
    private readonly Dictionary<ScriptBlock, RebuiltHandler> rebuilt = [];
    private readonly DialogLanes lanes;
    private readonly int limit;
    private readonly Dictionary<PortalEvent, Task> tasks = [];
    private readonly HashSet<PortalEvent> abandoned = [];
    private readonly CancellationTokenSource stopping = new();
    private Func<PortalEvent, HandlerOutcome>? handle;
    private Func<PortalEvent, StopReason, int, HandlerOutcome>? abandon;
    private Action<PortalEvent, HandlerOutcome>? finish;

    public RunspaceHandlers(AwaitingCmdlet caller, Action<object> write, IEnumerable<ScriptBlock> blocks, int limit)
    {
        RunspaceTemplate.RequireAllowed(caller);
        CarriedCommands carried = new(caller.InvokeCommand, null);
        foreach (ScriptBlock block in blocks)
        {
            carried.AddNeedsOf(block.Ast, "a handler");
            rebuilt[block] = RebuiltHandler.From(block, caller.SessionState);
        }

        this.write = write;
        this.limit = limit;
        messages = caller.Messages;
        workers = new HandlerWorkers(new HandlerHost(caller.Host, isShowing: false), new RunspaceTemplate(caller, carried), stopping.Token);
        lanes = new DialogLanes(limit, Begin);
    }

    public bool IsStopping => stopping.IsCancellationRequested;

    /// <summary>The number of abandoned handlers that still run.</summary>
    public int AbandonedCount => abandoned.Count;

    /// <summary>Sets the functions that handle an event on another thread, and that process an abandoned handler and a result on the pipeline thread.</summary>
    public void Use(Func<PortalEvent, HandlerOutcome> handling, Func<PortalEvent, StopReason, int, HandlerOutcome> abandoning, Action<PortalEvent, HandlerOutcome> finishing)
    {
        handle = handling;
        abandon = abandoning;
        finish = finishing;
    }

    public void Add(PortalEvent item) => lanes.Add(item);

    /// <summary>Starts no more handlers. Running handlers complete.</summary>
    public void Close() => lanes.Close();

    /// <summary>Called on any thread when the bot is stopping. Starts no more handlers and releases the places of abandoned handlers, on the pipeline thread.</summary>
    public void CloseInTurn() => messages.Put(CloseWithoutAbandoned);

    /// <summary>Completes when all events are handled, or, after the handlers are closed, when the running handlers have completed.</summary>
    public Task WhenIdle() => lanes.WhenIdle();

    public HandlerEnd Run(ScriptBlock handler, B24Session session, PortalEvent item, HandlerWatch watch, Action<IReadOnlyCollection<PSObject>> output) =>
        workers.Run(rebuilt[handler], session, item, watch, output, record => messages.Put(() => write(record)));

    public void Abandon(PortalEvent item, StopReason reason, int attempt) => messages.Put(() => ReportAbandoned(item, reason, attempt));

    public void Report(string line) => messages.Report(line);

    public void Pause(TimeSpan time, CancellationToken ending)
    {
        WaitHandle.WaitAny([stopping.Token.WaitHandle, ending.WaitHandle], time);
        if (IsStopping)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Stops the running handlers and waits for those that stop.</summary>
    public void Stop()
    {
        lanes.Close();
        stopping.Cancel();
        Task.WhenAny(Task.WhenAll(tasks.Where(task => !abandoned.Contains(task.Key)).Select(task => task.Value))).Wait(HandlerWatch.StopTime);
    }

    public void Dispose()
    {
        if (!IsStopping)
        {
            Stop();
        }

        workers.Dispose();
    }

    /// <summary>Uses a dedicated thread, because handlers must not block the threads of the pool, which process the calls.</summary>
    private void Begin(PortalEvent item) =>
        tasks[item] = Task.Factory.StartNew(() => Handle(item), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Handle(PortalEvent item)
    {
        try
        {
            HandlerOutcome outcome = handle!(item);
            messages.Put(() => End(item, outcome));
        }
        catch (PipelineStoppedException)
        {
            // The handler was stopped. Its event isn't confirmed and is delivered again.
        }
        catch (Exception exception)
        {
            // Not an error of the handler, which is part of the result. It is thrown on the pipeline thread.
            messages.Put(() => throw exception);
        }
    }

    /// <summary>Releases the places of abandoned handlers, because the bot is stopping.</summary>
    private void CloseWithoutAbandoned()
    {
        lanes.Close();
        foreach (PortalEvent item in abandoned.Where(tasks.Remove).ToArray())
        {
            lanes.OnEnded(item);
        }
    }

    private void ReportAbandoned(PortalEvent item, StopReason reason, int attempt)
    {
        // The handler may have completed in the meantime.
        if (!tasks.ContainsKey(item))
        {
            return;
        }

        bool isReplaced = abandoned.Count < limit;
        abandoned.Add(item);
        finish!(item, abandon!(item, reason, attempt));
        if (isReplaced || reason == StopReason.Ending)
        {
            tasks.Remove(item);
            lanes.OnEnded(item);
        }
    }

    private void End(PortalEvent item, HandlerOutcome outcome)
    {
        if (!abandoned.Remove(item))
        {
            finish!(item, outcome);
        }

        if (tasks.Remove(item))
        {
            lanes.OnEnded(item);
        }
    }
}
