using System.Text;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary>
/// A message whose text changes while people look at it: it appears with the first text and is edited at most once a second. The newest text wins, edits leave room
/// in the request budget for others, and the last text always arrives. A text that is too long for one message goes on in further ones. Safe to use from many threads.
/// </summary>
public sealed class LiveMessage
{
    /// <summary>From one edit to the next.</summary>
    internal static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    /// <summary>Requests for which an edit leaves room. Nobody waits for an edit, and a message of somebody else must not wait for one.</summary>
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
    private Func<Func<CancellationToken, Task>, CancellationToken, Task> post = static (send, cancellation) => send(cancellation);
    private SendMessageRequest? pending;
    private bool isChanged;
    private bool isRunning;
    private bool isComplete;
    private bool isDone;

    /// <summary>Whether attachment and keyboard are where they belong.</summary>
    private bool hasExtras;

    /// <param name="sender">Sends requests.</param>
    /// <param name="options">Where it is shown, and how.</param>
    /// <param name="hasRoomFor">Whether the portal's request limit leaves room for so many requests.</param>
    /// <param name="observer">Hears of what happens; may be null.</param>
    /// <param name="clock">Time.</param>
    /// <param name="cancellation">Ends the edits.</param>
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

    /// <summary>Why the text can't be shown any more: the portal refuses it. Null while it can.</summary>
    public B24Exception? Failure { get; private set; }

    /// <summary>The messages that show the text.</summary>
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

    /// <summary>Has each request done in the order of something else. It may run the request again after an error.</summary>
    internal Func<Func<CancellationToken, Task>, CancellationToken, Task> Post
    {
        init => post = value;
    }

    /// <summary>Adds to the text.</summary>
    public void Append(string piece)
    {
        lock (gate)
        {
            text.Append(piece);
            Changed();
        }
    }

    /// <summary>Shows another text from now on.</summary>
    public void Show(string whole)
    {
        lock (gate)
        {
            text.Clear().Append(whole);
            Changed();
        }
    }

    /// <summary>The text is complete, and arrives now. After an error it can be called again.</summary>
    /// <exception cref="B24Exception">Why it can't be shown. <see cref="Sent"/> are those that were sent before.</exception>
    public async Task<IReadOnlyList<SentMessage>> CompleteAsync(CancellationToken cancellation = default)
    {
        await EndAsync(isWhole: true, cancellation).ConfigureAwait(false);
        return Sent;
    }

    /// <summary>Nothing more comes, in the middle of the text. What has come arrives now, as far as it can be shown.</summary>
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

        return isDone ? Task.CompletedTask : Failure is null ? post(stopping => SendNewestAsync(isWhole, isLast: true, stopping), stop) : throw Failure;
    }

    /// <summary>The gate is held.</summary>
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

    /// <summary>Shows what is newest, and goes on until nothing is newer.</summary>
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
            // Whoever cancels has the last text sent.
        }
    }

    /// <returns>False where the portal is away, and the same is to be shown again.</returns>
    private async Task<bool> TryShowAsync()
    {
        try
        {
            await post(stopping => SendNewestAsync(isWhole: false, isLast: false, stopping), cancellation).ConfigureAwait(false);
            return true;
        }
        catch (B24Exception exception)
        {
            observer?.Report($"The text in {options.DialogId} could not be shown: {exception.Message}");
            lock (gate)
            {
                isChanged = true;
            }

            return false;
        }
    }

    /// <summary>Whether there is something newer to be shown.</summary>
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
                    // The last text was shown meanwhile, or will be.
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
            // A text that never came can't be shown, and one that was taken back stays as it was.
            return;
        }

        IReadOnlyList<string> wanted = TextSplitter.Split(shown, MessageText.MaxLength);
        for (int index = 0; index < wanted.Count; index++)
        {
            bool takesExtras = isWhole && index == wanted.Count - 1;
            if (index == parts.Count)
            {
                await AddAsync(wanted[index], takesExtras, stop).ConfigureAwait(false);
            }

            Part part = parts[index];
            if (part.Text != wanted[index] || (takesExtras && !hasExtras))
            {
                part.Text = null;
                await sender.SendAsync(EditOf(part, wanted[index], takesExtras), observer, stop).ConfigureAwait(false);
                part.Text = wanted[index];
                hasExtras |= takesExtras;
            }
        }

        await RemoveFromAsync(wanted.Count, stop).ConfigureAwait(false);
    }

    /// <summary>Sends one more message. Where it is not known whether it arrived, the same one is sent again before anything newer, so that it is there once.</summary>
    private async Task AddAsync(string shown, bool takesExtras, CancellationToken stop)
    {
        pending ??= new SendMessageRequest(options.BotId, options.DialogId, shown, takesExtras ? options.Attachment : null, takesExtras ? options.Keyboard : null)
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

    private UpdateMessageRequest EditOf(Part part, string shown, bool takesExtras) => new(
        options.BotId,
        part.Sent.MessageId ?? throw ConnectionErrors.AnswerUnexpected.With("The portal did not tell the number of the message."),
        new MessageChange
        {
            Text = shown,
            Attachment = takesExtras ? options.Attachment : null,
            Keyboard = takesExtras ? options.Keyboard : null,
            UrlPreview = options.UrlPreview ? null : false,
        });

    /// <summary>The text became shorter.</summary>
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

        /// <summary>What it shows; null where that is not known.</summary>
        public string? Text { get; set; }
    }
}
