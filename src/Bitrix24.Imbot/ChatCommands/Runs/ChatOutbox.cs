using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>Sends what a call says, in its order, beside the run. A portal that is away for a while gets it when it is back.</summary>
internal sealed class ChatOutbox
{
    /// <summary>How long a message is tried again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private readonly ICallObserver observer;
    private readonly IClock clock;
    private readonly CancellationToken stopping;
    private readonly object gate = new();
    private Task last = Task.CompletedTask;

    /// <param name="observer">Hears what can't be sent.</param>
    /// <param name="clock">Time.</param>
    /// <param name="stopping">Ends everything.</param>
    public ChatOutbox(ICallObserver observer, IClock clock, CancellationToken stopping)
    {
        this.observer = observer;
        this.clock = clock;
        this.stopping = stopping;
    }

    /// <summary>Sends something when everything before it is sent.</summary>
    /// <param name="send">Sends it.</param>
    /// <param name="isRepeatable">Whether it may be sent again where it is not known whether it arrived.</param>
    public Task Post(Func<CancellationToken, Task> send, bool isRepeatable = true)
    {
        lock (gate)
        {
            return last = SendAfterAsync(last, send, isRepeatable);
        }
    }

    /// <summary>Ends when everything is sent, or given up.</summary>
    public Task WhenSentAsync()
    {
        lock (gate)
        {
            return last;
        }
    }

    private async Task SendAfterAsync(Task before, Func<CancellationToken, Task> send, bool isRepeatable)
    {
        await before.ConfigureAwait(false);
        TimeSpan start = clock.Elapsed;
        for (int failures = 0; !stopping.IsCancellationRequested; failures++)
        {
            try
            {
                await send(stopping).ConfigureAwait(false);
                return;
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                observer.Warn($"A file of a chat command could not be sent: {exception.Message}");
                return;
            }
            catch (B24Exception exception)
            {
                TimeSpan pause = GrowingPause.After(failures);
                if (!exception.IsOutage || (exception.Outcome == Outcome.Unknown && !isRepeatable) || clock.Elapsed - start + pause > Patience)
                {
                    observer.Warn($"A message of a chat command could not be sent: {exception.Message}");
                    return;
                }

                observer.Tell($"A message of a chat command could not be sent and is sent again in {pause.TotalSeconds:0} s: {exception.Message}");
                await Task.WhenAny(clock.DelayAsync(pause, stopping)).ConfigureAwait(false);
            }
        }
    }
}
