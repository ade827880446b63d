using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Commands;

/// <summary>The texts that one cmdlet shows while they grow, one for each dialog.</summary>
internal sealed class MessageStreams
{
    /// <summary>How long the last text may take where the pipeline was stopped and somebody waits for its end.</summary>
    private static readonly TimeSpan FarewellTime = TimeSpan.FromSeconds(2);

    private readonly SendB24BotMessageCommand cmdlet;
    private readonly Func<B24Session, string, bool> mayOpen;
    private readonly Action<SentMessage> give;
    private readonly bool isLines;
    private readonly Dictionary<string, Entry?> open = new(StringComparer.OrdinalIgnoreCase);
    private bool isWhole;

    /// <param name="cmdlet">Whose texts they are.</param>
    /// <param name="mayOpen">Asks whether a dialog gets the text, once for each.</param>
    /// <param name="give">Takes the messages at the end.</param>
    /// <param name="isLines">Whether pieces are lines.</param>
    public MessageStreams(SendB24BotMessageCommand cmdlet, Func<B24Session, string, bool> mayOpen, Action<SentMessage> give, bool isLines)
    {
        this.cmdlet = cmdlet;
        this.mayOpen = mayOpen;
        this.give = give;
        this.isLines = isLines;
    }

    /// <summary>Adds a piece to the text of a dialog.</summary>
    /// <exception cref="B24Exception">The dialog can't get the text any more. It is thrown once. Where no other dialog gets it, the pipeline ends.</exception>
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
                // What comes would be lost.
                cmdlet.EndBy(failure);
            }

            throw failure;
        }

        entry.Live.Append(isLines && entry.HasText ? "\n" + piece : piece);
        entry.HasText = true;
        cmdlet.WriteNews();
    }

    /// <summary>The texts are complete.</summary>
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

    /// <summary>The pipeline has ended, perhaps in the middle: what came is shown. Nothing can be written any more, so an error stays untold.</summary>
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

        /// <summary>Whether its error was told.</summary>
        public bool IsFailed { get; set; }
    }
}
