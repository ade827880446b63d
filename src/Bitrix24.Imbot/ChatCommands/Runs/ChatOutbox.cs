using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>Sends the messages of a call in order, in parallel to the run.</summary>
internal sealed class ChatOutbox(ICallObserver observer, CancellationToken stopping)
{
    private readonly object gate = new();
    private Task last = Task.CompletedTask;

    /// <summary>Adds a message, which is sent after all previous ones.</summary>
    public Task Post(Func<CancellationToken, Task> send)
    {
        lock (gate)
        {
            return last = SendAfterAsync(last, send);
        }
    }

    /// <summary>Completes when all messages are sent or have failed.</summary>
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
            // The bot was stopped. The remaining messages are dropped.
        }
        catch (Exception exception)
        {
            // An error must not stop the following messages.
            observer.Warn($"A message of a chat command could not be sent: {exception.Message}");
        }
    }
}
