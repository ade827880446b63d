using System.Text;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary>
/// A message whose text changes while people read it. It is sent with the first text and edited at most once a second. Only the newest text is sent,
/// edits leave room in the request budget, and the last text is always sent. A long text continues in more messages. Thread-safe.
/// </summary>
public sealed class LiveMessage
{
    /// <summary>The pause between two edits.</summary>
    internal static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    /// <summary>Number of free requests that an edit must leave, so that it never delays other messages.</summary>
    private const int Reserve = 10;

    private readonly IRequestSender sender;
    private readonly LiveMessageOptions options;
    private readonly Func<int, bool> hasRoomFor;
    private readonly ICallObserver? observer;
    private readonly IClock clock;
    private readonly CancellationToken cancellation;
    private readonly object gate = new();
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly StringBuilder text = new();
    private readonly List<Part> parts = [];
    private SendMessageRequest? pending;
    private bool isChanged;
    private bool isRunning;
    private bool isComplete;
    private bool isDone;

    /// <summary>Whether the attachment and the keyboard were sent.</summary>
    private bool hasExtras;

    /// <param name="sender">Sends the requests.</param>
    /// <param name="options">The options.</param>
    /// <param name="hasRoomFor">Whether the portal's request limit leaves room for this number of requests.</param>
    /// <param name="observer">Receives reports; may be null.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellation">Stops the edits.</param>
    internal LiveMessage(
        IRequestSender sender, LiveMessageOptions options, Func<int, bool> hasRoomFor, ICallObserver? observer, IClock clock, CancellationToken cancellation)
    {
        this.sender = sender;
        this.options = options;
        this.hasRoomFor = hasRoomFor;
        this.observer = observer;
        this.clock = clock;
        this.cancellation = cancellation;
        hasExtras = options is { Attachment: null, Keyboard: null };
    }

    /// <summary>Why the portal refuses the text; null while it can be sent.</summary>
    public B24Exception? Failure { get; private set; }

    /// <summary>The messages that contain the text.</summary>
    public IReadOnlyList<SentMessage> Sent
    {
        get
        {
            lock (gate)
            {
                return [.. parts.Select(part => part.Sent)];
            }
        }
    }

    /// <summary>Runs each request in the order that the caller needs. It may run a request again after an error.</summary>
    internal Func<Func<CancellationToken, Task>, CancellationToken, Task> Post { private get; init; } = static (send, cancellation) => send(cancellation);

    /// <summary>Appends to the text.</summary>
    public void Append(string piece)
    {
        lock (gate)
        {
            text.Append(piece);
            Changed();
        }
    }

    /// <summary>Replaces the text.</summary>
    public void Show(string whole)
    {
        lock (gate)
        {
            text.Clear().Append(whole);
            Changed();
        }
    }

    /// <summary>Sends the complete text now. After an error, it can be called again.</summary>
    /// <exception cref="B24Exception">Why the text can't be sent. <see cref="Sent"/> contains the messages that were sent before.</exception>
    public async Task<IReadOnlyList<SentMessage>> CompleteAsync(CancellationToken cancellation = default)
    {
        await EndAsync(isWhole: true, cancellation).ConfigureAwait(false);
        return Sent;
    }

    /// <summary>Ends an incomplete text and sends the part that exists now, as far as it can be formatted.</summary>
    /// <inheritdoc cref="CompleteAsync"/>
    public async Task<IReadOnlyList<SentMessage>> BreakOffAsync(CancellationToken cancellation = default)
    {
        await EndAsync(isWhole: false, cancellation).ConfigureAwait(false);
        return Sent;
    }

    private Task EndAsync(bool isWhole, CancellationToken stop)
    {
        lock (gate)
        {
            isComplete = true;
        }

        return isDone ? Task.CompletedTask : Failure is null ? Post(stopping => SendNewestAsync(isWhole, isLast: true, stopping), stop) : throw Failure;
    }

    /// <summary>Requires the gate.</summary>
    private void Changed()
    {
        if (isComplete)
        {
            return;
        }

        isChanged = true;
        if (!isRunning && Failure is null)
        {
            isRunning = true;
            _ = Task.Run(RunAsync);
        }
    }

    /// <summary>Sends the newest text until there is no newer one.</summary>
    private async Task RunAsync()
    {
        TimeSpan pause = Step;
        try
        {
            while (Begins())
            {
                pause = await TryShowAsync().ConfigureAwait(false) ? Step : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, TimeSpan.TicksPerMinute));
                do
                {
                    await clock.DelayAsync(pause, cancellation).ConfigureAwait(false);
                }
                while (!isComplete && !hasRoomFor(Reserve));
            }
        }
        catch (OperationCanceledException)
        {
            // The caller sends the last text after canceling.
        }
    }

    /// <returns>False if the portal is unavailable and the same text must be sent again.</returns>
    private async Task<bool> TryShowAsync()
    {
        try
        {
            await Post(stopping => SendNewestAsync(isWhole: false, isLast: false, stopping), cancellation).ConfigureAwait(false);
            return true;
        }
        catch (B24Exception exception)
        {
            observer?.Report($"The text in {options.DialogId} could not be sent: {exception.Message}");
            lock (gate)
            {
                isChanged = true;
            }

            return false;
        }
    }

    /// <summary>Whether a newer text must be sent.</summary>
    private bool Begins()
    {
        lock (gate)
        {
            isRunning = isChanged && !isComplete && Failure is null;
            isChanged = false;
            return isRunning;
        }
    }

    private async Task SendNewestAsync(bool isWhole, bool isLast, CancellationToken stop)
    {
        await sending.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            string newest;
            lock (gate)
            {
                if (isComplete && !isLast)
                {
                    // The last text was already sent or will be sent next.
                    return;
                }

                newest = text.ToString();
            }

            await ShowAsync(options.Form(newest, isWhole).Trim(), isWhole, stop).ConfigureAwait(false);
            isDone = isLast;
        }
        catch (B24Exception exception) when (!exception.IsOutage)
        {
            Failure = exception;
            throw;
        }
        finally
        {
            sending.Release();
        }
    }

    private async Task ShowAsync(string shown, bool isWhole, CancellationToken stop)
    {
        if (shown.Length == 0 && (!isWhole || options.Attachment is null))
        {
            // An empty text can't be sent. If a text was withdrawn, the messages keep the last one.
            return;
        }

        IReadOnlyList<string> wanted = TextSplitter.Split(shown, MessageText.MaxLength);
        for (int index = 0; index < wanted.Count; index++)
        {
            bool includesExtras = isWhole && index == wanted.Count - 1;
            if (index == parts.Count)
            {
                await AddAsync(wanted[index], includesExtras, stop).ConfigureAwait(false);
            }

            Part part = parts[index];
            if (part.Text != wanted[index] || (includesExtras && !hasExtras))
            {
                part.Text = null;
                await sender.SendAsync(EditOf(part, wanted[index], includesExtras), observer, stop).ConfigureAwait(false);
                part.Text = wanted[index];
                hasExtras |= includesExtras;
            }
        }

        await RemoveFromAsync(wanted.Count, stop).ConfigureAwait(false);
    }

    /// <summary>
    /// Sends another message. If it is unknown whether it arrived, the same message is sent again before any newer text, so that it appears only
    /// once.
    /// </summary>
    private async Task AddAsync(string shown, bool includesExtras, CancellationToken stop)
    {
        pending ??= new SendMessageRequest(options.BotId, options.DialogId, shown, includesExtras ? options.Attachment : null, includesExtras ? options.Keyboard : null)
        {
            ReplyTo = parts.Count == 0 ? options.ReplyTo : null,
            UrlPreview = options.UrlPreview,
            SkipConnector = options.SkipConnector,
            SilentConnector = options.SilentConnector,
        };
        SentMessage sent = await sender.SendAsync(pending, observer, stop).ConfigureAwait(false);
        hasExtras |= pending.Attachment is not null || pending.Keyboard is not null;
        lock (gate)
        {
            parts.Add(new Part(sent) { Text = pending.Message ?? string.Empty });
        }

        pending = null;
    }

    private UpdateMessageRequest EditOf(Part part, string shown, bool includesExtras) => new(
        options.BotId,
        part.Sent.MessageId ?? throw ConnectionErrors.AnswerUnexpected.With("The portal did not return the ID of the message."),
        new MessageChange
        {
            Text = shown,
            Attachment = includesExtras ? options.Attachment : null,
            Keyboard = includesExtras ? options.Keyboard : null,
            UrlPreview = options.UrlPreview ? null : false,
        });

    /// <summary>Deletes messages that a shorter text no longer needs.</summary>
    private async Task RemoveFromAsync(int count, CancellationToken stop)
    {
        while (parts.Count > count && parts[parts.Count - 1].Sent.MessageId is { } messageId)
        {
            await sender.SendAsync(new DeleteMessageRequest(options.BotId, messageId, isComplete: true), observer, stop).ConfigureAwait(false);
            lock (gate)
            {
                parts.RemoveAt(parts.Count - 1);
            }
        }
    }

    /// <summary>One message.</summary>
    private sealed class Part(SentMessage sent)
    {
        public SentMessage Sent { get; } = sent;

        /// <summary>Its current text; null if unknown.</summary>
        public string? Text { get; set; }
    }
}
