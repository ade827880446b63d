using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Commands;

/// <summary>The streamed messages of one cmdlet, one for each dialog.</summary>
internal sealed class MessageStreams
{
    /// <summary>The time limit for the last update after the pipeline was stopped.</summary>
    private static readonly TimeSpan FarewellTime = TimeSpan.FromSeconds(2);

    private readonly SendB24BotMessageCommand cmdlet;
    private readonly Func<B24Session, string, bool> mayOpen;
    private readonly Action<SentMessage> give;
    private readonly bool isLines;
    private readonly Dictionary<string, Entry?> open = new(StringComparer.OrdinalIgnoreCase);
    private bool isWhole;

    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="mayOpen">Asks once for each dialog whether to send the text.</param>
    /// <param name="give">Receives the complete messages.</param>
    /// <param name="isLines">Whether each piece is a line.</param>
    public MessageStreams(SendB24BotMessageCommand cmdlet, Func<B24Session, string, bool> mayOpen, Action<SentMessage> give, bool isLines)
    {
        this.cmdlet = cmdlet;
        this.mayOpen = mayOpen;
        this.give = give;
        this.isLines = isLines;
    }

    /// <summary>Adds a piece to the text of a dialog.</summary>
    /// <exception cref="B24Exception">Updating the message failed. It is thrown once. If no other dialog remains, the pipeline ends.</exception>
    public void Add(B24Session session, LiveMessageOptions options, string piece)
    {
        if (!open.TryGetValue(options.DialogId, out Entry? entry))
        {
            open[options.DialogId] = entry = mayOpen(session, options.DialogId) ? new Entry(session, cmdlet.OpenLive(session, options)) : null;
        }

        if (entry is null || entry.IsFailed)
        {
            return;
        }

        if (entry.Live.Failure is { } failure)
        {
            entry.IsFailed = true;
            if (open.Values.All(other => other is null || other.IsFailed))
            {
                // No dialog is left, so further text would be lost.
                cmdlet.EndBy(failure);
            }

            throw failure;
        }

        entry.Live.Append(isLines && entry.HasText ? "\n" + piece : piece);
        entry.HasText = true;
        cmdlet.WriteNews();
    }

    /// <summary>Completes all messages.</summary>
    public void Complete()
    {
        isWhole = true;
        foreach (KeyValuePair<string, Entry?> dialog in open)
        {
            if (dialog.Value is { } entry)
            {
                cmdlet.Complete(dialog.Key, entry.Session, entry.Live, isTold: entry.IsFailed, give);
            }
        }
    }

    /// <summary>Shows the text so far after the pipeline ended early. Errors can't be written at this point.</summary>
    public void BreakOff()
    {
        using CancellationTokenSource limit = new(FarewellTime);
        Task[] last = [.. open.Values.Where(entry => entry is { IsFailed: false }).Select(entry => EndAsync(entry!.Live, limit.Token))];
        Task.WhenAll(last).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait();
    }

    private Task EndAsync(LiveMessage live, CancellationToken limit) => Task.Run(() => isWhole ? live.CompleteAsync(limit) : live.BreakOffAsync(limit), limit);

    private sealed class Entry(B24Session session, LiveMessage live)
    {
        public B24Session Session { get; } = session;

        public LiveMessage Live { get; } = live;

        public bool HasText { get; set; }

        /// <summary>Whether its error was reported.</summary>
        public bool IsFailed { get; set; }
    }
}
