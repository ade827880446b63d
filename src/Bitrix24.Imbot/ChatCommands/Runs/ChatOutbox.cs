using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>Sends what a call says, in its order, beside the run.</summary>
internal sealed class ChatOutbox
{
    private readonly ICallObserver observer;
    private readonly CancellationToken stopping;
    private readonly object gate = new();
    private Task last = Task.CompletedTask;

    /// <param name="observer">Hears what can't be sent.</param>
    /// <param name="stopping">Ends everything.</param>
    public ChatOutbox(ICallObserver observer, CancellationToken stopping)
    {
        this.observer = observer;
        this.stopping = stopping;
    }

    /// <summary>Sends something when everything before it is sent.</summary>
    /// <param name="send">Sends it.</param>
    public Task Post(Func<CancellationToken, Task> send)
    {
        lock (gate)
        {
            return last = SendAfterAsync(last, send);
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

    private async Task SendAfterAsync(Task before, Func<CancellationToken, Task> send)
    {
        await before.ConfigureAwait(false);
        try
        {
            await send(stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The bot has ended, and what it still had to say is worth no more of the time.
        }
        catch (Exception exception)
        {
            // Whatever it is, what comes after it is still sent.
            observer.Warn($"A message of a chat command could not be sent: {exception.Message}");
        }
    }
}
