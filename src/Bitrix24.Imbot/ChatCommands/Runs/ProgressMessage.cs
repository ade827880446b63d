using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Messages;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>One message that shows how far a run is. The newest text wins, it is edited at most once a second, and the last text always arrives.</summary>
internal sealed class ProgressMessage
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly ChatBot bot;
    private readonly string dialogId;
    private readonly ChatOutbox outbox;
    private readonly object gate = new();
    private string? newest;
    private long? messageId;
    private bool isPlanned;

    public ProgressMessage(ChatBot bot, string dialogId, ChatOutbox outbox)
    {
        this.bot = bot;
        this.dialogId = dialogId;
        this.outbox = outbox;
    }

    /// <summary>Shows a text from now on.</summary>
    public void Show(string text)
    {
        lock (gate)
        {
            newest = text;
            if (isPlanned)
            {
                return;
            }

            isPlanned = true;
        }

        outbox.Post(SendAsync);
    }

    /// <summary>Sends what is newest at this moment, and what came during a second after it in one edit.</summary>
    private async Task SendAsync(CancellationToken cancellation)
    {
        string text;
        lock (gate)
        {
            text = newest!;
        }

        try
        {
            if (messageId is { } known)
            {
                await bot.Session.SendAsync(new UpdateMessageRequest(bot.BotId, known, new MessageChange { Text = text }), null, cancellation).ConfigureAwait(false);
            }
            else
            {
                messageId = (await bot.Session.SendAsync(new SendMessageRequest(bot.BotId, dialogId, text), null, cancellation).ConfigureAwait(false)).MessageId;
            }
        }
        catch (B24Exception exception)
        {
            // A newer text, or the next one, shows the same; progress is never worth a second attempt.
            bot.Observer.Tell($"The progress in {dialogId} could not be shown: {exception.Message}");
        }

        _ = AgainAsync(text, cancellation);
    }

    private async Task AgainAsync(string sent, CancellationToken cancellation)
    {
        await Task.WhenAny(bot.Clock.DelayAsync(Step, cancellation)).ConfigureAwait(false);
        lock (gate)
        {
            isPlanned = newest != sent;
            if (!isPlanned)
            {
                return;
            }
        }

        _ = outbox.Post(SendAsync);
    }

    /// <summary>The last text arrives now, before what is sent after it.</summary>
    public void Finish()
    {
        string? last;
        lock (gate)
        {
            last = newest;
        }

        if (last is not null && messageId is not null)
        {
            _ = outbox.Post(FinishAsync);
        }

        async Task FinishAsync(CancellationToken cancellation)
        {
            if (messageId is { } known)
            {
                await bot.Session.SendAsync(new UpdateMessageRequest(bot.BotId, known, new MessageChange { Text = last }), null, cancellation).ConfigureAwait(false);
            }
        }
    }
}
