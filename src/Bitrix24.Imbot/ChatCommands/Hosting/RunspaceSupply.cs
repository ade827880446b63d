using System.Collections.Concurrent;
using System.Management.Automation.Runspaces;
using Bitrix24.Imbot.ChatCommands.Registry;

namespace Bitrix24.Imbot.ChatCommands.Hosting;

/// <summary>Keeps runspaces ready, so that a call doesn't wait until its modules are imported. Each is used once.</summary>
internal sealed class RunspaceSupply : IDisposable
{
    /// <summary>Runspaces that wait for a call.</summary>
    private const int Ready = 3;

    /// <summary>The call that has just taken a runspace comes first: to make one keeps a processor busy.</summary>
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(100);

    private readonly Func<InitialSessionState> initial;
    private readonly string location;
    private readonly IReadOnlyList<ChatFunction> functions;
    private readonly ConcurrentQueue<PreparedRunspace> ready = new();

    /// <summary>
    /// Calls that make their runspace themselves. To make one keeps a processor busy for a good part of a second: when many people call at once, they take turns,
    /// or everything else in the process, such as the acceptance of pushed events, would have to wait for all of them.
    /// </summary>
    private readonly SemaphoreSlim making = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly object gate = new();
    private bool isFilling;
    private bool isDisposed;

    /// <param name="initial">What a runspace begins with, made for each.</param>
    /// <param name="location">Where runs begin.</param>
    /// <param name="functions">The functions that must be there.</param>
    public RunspaceSupply(Func<InitialSessionState> initial, string location, IReadOnlyList<ChatFunction> functions)
    {
        this.initial = initial;
        this.location = location;
        this.functions = functions;
    }

    /// <summary>Opens the first one, and tells what stands in the way.</summary>
    /// <exception cref="Core.Errors.B24Exception"><see cref="Core.Errors.FunctionErrors.FunctionNotCarried"/>.</exception>
    public void Open()
    {
        ready.Enqueue(Make());
        Fill();
    }

    /// <summary>A runspace that nobody has used. Whoever takes it disposes it.</summary>
    public async Task<PreparedRunspace> TakeAsync(CancellationToken cancellation)
    {
        bool isThere = ready.TryDequeue(out PreparedRunspace? prepared);
        Fill();
        if (isThere)
        {
            return prepared!;
        }

        await making.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return ready.TryDequeue(out prepared)
                ? prepared
                : await Task.Factory.StartNew(Make, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
        }
        finally
        {
            making.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
        }

        Empty();
    }

    private PreparedRunspace Make() => PreparedRunspace.Open(initial(), location, functions);

    private void Fill()
    {
        lock (gate)
        {
            if (isFilling || isDisposed || ready.Count >= Ready)
            {
                return;
            }

            isFilling = true;
        }

        Task.Factory.StartNew(FillUp, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private void FillUp()
    {
        try
        {
            while (true)
            {
                lock (gate)
                {
                    if (isDisposed || ready.Count >= Ready)
                    {
                        isFilling = false;
                        break;
                    }
                }

                if (ready.Count == Ready - 1)
                {
                    Thread.Sleep(Delay);
                }

                ready.Enqueue(Make());
            }
        }
        catch (Exception)
        {
            // Whoever takes the next one makes it, and hears why it can't be made.
            lock (gate)
            {
                isFilling = false;
            }
        }

        if (isDisposed)
        {
            Empty();
        }
    }

    private void Empty()
    {
        while (ready.TryDequeue(out PreparedRunspace? prepared))
        {
            prepared.Dispose();
        }
    }
}
