using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Text;
using Bitrix24.Imbot.Pipeline;

namespace Bitrix24.Imbot.Sending;

/// <summary>Messages that grow while their text arrives, one for each dialog. The pieces of a code block are lines.</summary>
internal sealed class MessageStreams(AwaitingCmdlet cmdlet, MessageDraft draft, MessageForm form) : MessageSending(cmdlet)
{
    /// <summary>The time limit for the last update after the pipeline was stopped.</summary>
    private static readonly TimeSpan LastEditTime = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, Entry?> open = new(StringComparer.OrdinalIgnoreCase);
    private bool isWhole;

    /// <summary>The error for options with which a sent message can't be edited, or each piece would become a separate message.</summary>
    public static B24Exception NotPossible() =>
        MessageErrors.StreamNotPossible.With("-Stream can't be used with -AsBatch, -System, -ForwardMessageId, or an idempotency key.");

    /// <summary>Adds a piece to the text of each dialog.</summary>
    public override void Add(B24Session session, long botId, PipedMessage message)
    {
        string piece = message.Line ?? PieceOf(message);
        foreach (string dialogId in message.Dialogs(isPiece: true))
        {
            Cmdlet.TryFor(dialogId, () => Add(session, draft.ToLiveOptions(botId, dialogId, form.Apply), piece));
        }
    }

    public override void Complete()
    {
        isWhole = true;
        foreach (KeyValuePair<string, Entry?> dialog in open)
        {
            if (dialog.Value is { } entry)
            {
                Complete(dialog.Key, entry);
            }
        }
    }

    public override void BreakOff()
    {
        using CancellationTokenSource limit = new(LastEditTime);
        IEnumerable<Task> last = open.Values.Where(entry => entry is { IsFailed: false }).Select(entry => EndAsync(entry!.Live, limit.Token));
        Task.WhenAny(Task.WhenAll(last)).Wait();
    }

    private string PieceOf(PipedMessage message)
    {
        if (message.IdempotencyKey is not null)
        {
            throw NotPossible();
        }

        (string? text, Attachment? attachment) = message.Content();
        return ReferenceEquals(attachment, draft.Attachment)
            ? text ?? string.Empty
            : throw MessageErrors.MessageNotText.With("With -Stream, the pipeline can contain only text. Specify the attachment with -Attachment.");
    }

    /// <exception cref="B24Exception">Updating the message failed. It is thrown once. If no other dialog remains, the pipeline ends.</exception>
    private void Add(B24Session session, LiveMessageOptions options, string piece)
    {
        if (!open.TryGetValue(options.DialogId, out Entry? entry))
        {
            bool isWanted = Cmdlet.ShouldProcess($"{options.DialogId} on {session.Portal.Authority}", "Stream message");
            open[options.DialogId] = entry = isWanted ? new Entry(session, session.OpenLiveMessage(options, Cmdlet.Messages, Cmdlet.StopToken)) : null;
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
                Cmdlet.Demand(null, () => throw failure);
            }

            throw failure;
        }

        entry.Live.Append(form.IsCode && entry.HasText ? "\n" + piece : piece);
        entry.HasText = true;
        if (Cmdlet.Messages.HasNews)
        {
            Cmdlet.Await((_, _) => Task.CompletedTask);
        }
    }

    private void Complete(string dialogId, Entry entry)
    {
        if (!entry.IsFailed)
        {
            Cmdlet.TryFor(dialogId, () =>
            {
                if (Cmdlet.Await((_, cancellation) => entry.Live.CompleteAsync(cancellation)).Count == 0)
                {
                    throw MessageErrors.MessageEmpty.With("The message is empty.");
                }
            });
        }

        foreach (SentMessage sent in entry.Live.Sent)
        {
            Write(entry.Session, sent);
        }
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
