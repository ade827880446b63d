using System.Collections.Concurrent;
using Bitrix24.Imbot.ChatCommands.Registry;
using Bitrix24.Imbot.Handlers;

namespace Bitrix24.Imbot.ChatCommands.Hosting;

/// <summary>Prepares runspaces in advance, so that a call doesn't wait until its modules are imported. Each runspace is used once.</summary>
internal sealed class RunspaceSupply(RunspaceTemplate template, IReadOnlyList<ChatFunction> functions) : IDisposable
{
    private const int Ready = 3;

    /// <summary>Delays preparation, which keeps a processor busy, until the call that took the last runspace has started.</summary>
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<PreparedRunspace> ready = new();

    /// <summary>
    /// Limits the number of calls that create their own runspace, which keeps a processor busy for a large part of a second. Otherwise, many concurrent calls would
    /// delay everything else in the process, such as accepting pushed events.
    /// </summary>
    private readonly SemaphoreSlim making = new(Math.Max(1, Environment.ProcessorCount / 2));
    private int fillers;
    private volatile bool isDisposed;

    /// <summary>Opens the first runspace, which reports configuration errors.</summary>
    /// <exception cref="Core.Errors.B24Exception"><see cref="Core.Errors.FunctionErrors.FunctionNotCarried"/>.</exception>
    public void Open()
    {
        ready.Enqueue(Make());
        Fill();
    }

    /// <summary>Gets an unused runspace. The caller disposes it.</summary>
    public async Task<PreparedRunspace> GetAsync(CancellationToken cancellation)
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

    public void Dispose()
    {
        isDisposed = true;
        Empty();
    }

    private PreparedRunspace Make() => PreparedRunspace.Open(template, functions);

    private void Fill()
    {
        if (!isDisposed && ready.Count < Ready && Interlocked.CompareExchange(ref fillers, 1, 0) == 0)
        {
            Task.Factory.StartNew(FillUp, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    private void FillUp()
    {
        try
        {
            while (!isDisposed && ready.Count < Ready)
            {
                if (ready.Count == Ready - 1)
                {
                    Thread.Sleep(Delay);
                }

                ready.Enqueue(Make());
            }
        }
        catch (Exception)
        {
            // The next call creates its own runspace and reports the error.
        }

        Interlocked.Exchange(ref fillers, 0);
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
