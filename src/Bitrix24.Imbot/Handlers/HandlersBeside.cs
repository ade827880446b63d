using System.Management.Automation;
using Bitrix24.Imbot.Commands;
using Bitrix24.Imbot.Core;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Events;

namespace Bitrix24.Imbot.Handlers;

/// <summary>
/// Runs handlers beside the pipeline, those of different dialogs at the same time. Only the handlers themselves run on other threads: what they give,
/// their messages and their ends come back to the pipeline thread, where all is written and confirmed.
/// </summary>
internal sealed class HandlersBeside : IHandlerPlace, IDisposable
{
    private readonly HandlerWorkers workers;
    private readonly CallMessages messages;
    private readonly Action<object> write;
    private readonly Dictionary<ScriptBlock, RebuiltHandler> rebuilt;
    private readonly DialogLanes lanes;
    private readonly Dictionary<PortalEvent, Task> tasks = [];
    private readonly CancellationTokenSource stopping = new();
    private Func<PortalEvent, HandlerOutcome>? handle;
    private Action<PortalEvent, HandlerOutcome>? finish;

    private HandlersBeside(HandlerWorkers workers, CallMessages messages, Action<object> write, Dictionary<ScriptBlock, RebuiltHandler> rebuilt, int limit)
    {
        this.workers = workers;
        this.messages = messages;
        this.write = write;
        this.rebuilt = rebuilt;
        lanes = new DialogLanes(limit, Begin);
    }

    /// <param name="caller">Whose runspace the blocks belong to.</param>
    /// <param name="messages">What the caller writes while it waits.</param>
    /// <param name="write">Writes a record that a handler put into another stream than its output.</param>
    /// <param name="blocks">The handlers.</param>
    /// <param name="limit">Handlers at the same time at most.</param>
    /// <exception cref="B24Exception"><see cref="ErrorKinds.RunspaceRestricted"/>.</exception>
    public static HandlersBeside Of(PSCmdlet caller, CallMessages messages, Action<object> write, IEnumerable<ScriptBlock> blocks, int limit)
    {
        HandlerRunspace.RequireAllowed(caller);
        Dictionary<ScriptBlock, RebuiltHandler> rebuilt = [];
        foreach (ScriptBlock block in blocks)
        {
            rebuilt[block] = RebuiltHandler.From(block, caller.SessionState);
        }

        HandlerWorkers workers = new(caller.SessionState.LanguageMode, caller.SessionState.Path.CurrentFileSystemLocation.Path);
        return new HandlersBeside(workers, messages, write, rebuilt, limit);
    }

    /// <summary>What to do with each event, on another thread, and with what came of it, on the pipeline thread.</summary>
    public void Use(Func<PortalEvent, HandlerOutcome> handling, Action<PortalEvent, HandlerOutcome> finishing)
    {
        handle = handling;
        finish = finishing;
    }

    /// <summary>An event came; it is handled in its turn.</summary>
    public void Add(PortalEvent item) => lanes.Add(item);

    /// <summary>Begins nothing more; what runs goes on to its end.</summary>
    public void Close() => lanes.Close();

    /// <summary>Ends when all that was added is handled; once <paramref name="ending"/> is cancelled, when what is running then is.</summary>
    public async Task<bool> WhenIdleAsync(CancellationToken ending, CancellationToken cancellation)
    {
        using CancellationTokenRegistration registration = ending.Register(() => messages.Put(lanes.Close));
        Task idle = lanes.WhenIdle();
        await Task.WhenAny(idle, Task.Delay(Timeout.Infinite, cancellation)).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return true;
    }

    /// <inheritdoc />
    public HandlerEnd Run(ScriptBlock handler, B24Session session, PortalEvent item, Action<IReadOnlyCollection<PSObject>> output) =>
        workers.Run(rebuilt[handler], session, item, output, records =>
        {
            foreach (object record in records)
            {
                messages.Put(() => write(record));
            }
        });

    /// <inheritdoc />
    public void Tell(string line) => messages.Tell(line);

    /// <inheritdoc />
    public void Pause(TimeSpan time)
    {
        if (stopping.Token.WaitHandle.WaitOne(time))
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Stops the handlers that run, and waits for their ends.</summary>
    public void Stop()
    {
        lanes.Close();
        stopping.Cancel();
        workers.Stop();
        Task.WhenAll(tasks.Values).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Stop();
        workers.Dispose();
        stopping.Dispose();
    }

    private void Begin(PortalEvent item) => tasks[item] = Task.Run(() =>
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
    });

    private void End(PortalEvent item, HandlerOutcome outcome)
    {
        tasks.Remove(item);
        finish!(item, outcome);
        lanes.Ended(item);
    }
}
