using Bitrix24.Imbot.Core.Batching;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary>
/// Sends any number of messages, 50 per request, with many requests in parallel. Messages of one dialog stay in order; messages of different dialogs
/// don't. A message that a batch could change is sent in a separate call, in its place. Thread-safe.
/// </summary>
public sealed class BatchedMessages : IBatches
{
    /// <summary>
    /// Maximum number of parallel requests. A portal accepts this many at once (docs/portal/limits-and-batch.md, "Request rate"), so the full budget
    /// is used.
    /// </summary>
    private const int MaxInFlight = 50;

    /// <summary>A request with this number of messages is sent without a dialog whose messages don't all fit.</summary>
    private const int FullEnough = BatchLimits.MaxCommands * 4 / 5;

    /// <summary>Maximum time that a message waits for others if no request is in progress.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(1);

    private static readonly string[] Keys = [.. Enumerable.Range(0, BatchLimits.MaxCommands).Select(index => $"m{index}")];

    private readonly PortalClient client;
    private readonly Secret? botToken;
    private readonly ICallObserver? observer;
    private readonly CancellationToken cancellation;
    private readonly BatchCall call;
    private readonly object gate = new();
    private readonly Dictionary<string, MessageLane> lanes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<MessageLane> ready = new();
    private readonly Queue<MessageLane> readyAlone = new();
    private readonly HashSet<Task> running = [];
    private int readyMessages;
    private int waitingMessages;
    private bool isTimed;
    private bool isEnding;
    private bool isHurried;

    internal BatchedMessages(PortalClient client, Secret? botToken, ICallObserver? observer, CancellationToken cancellation)
    {
        this.client = client;
        this.botToken = botToken;
        this.observer = observer;
        this.cancellation = cancellation;
        call = new BatchCall(client, botToken, observer);
        cancellation.Register(() =>
        {
            lock (gate)
            {
                CancelWaiting();
            }
        });
    }

    Task IBatches.Idle => Idle;

    /// <summary>Completes when no request is in progress.</summary>
    internal Task Idle
    {
        get
        {
            lock (gate)
            {
                return Task.WhenAll(running);
            }
        }
    }

    /// <summary>Adds a message.</summary>
    /// <param name="parts">The message, or the parts of a long one. If a part fails, the parts after it are not sent.</param>
    /// <returns>One task for each part. Its result is null if the part was not sent because an earlier part failed.</returns>
    public IReadOnlyList<Task<SentMessage?>> Add(params SendMessageRequest[] parts)
    {
        WaitingMessage message = new(parts, parts.Length == 1 && IsBatchable(parts[0]));
        lock (gate)
        {
            isHurried = false;
            if (!lanes.TryGetValue(parts[0].DialogId, out MessageLane? lane))
            {
                lane = new MessageLane(parts[0].DialogId);
                lanes.Add(lane.DialogId, lane);
            }

            lane.Add(message);
            if (message.IsBatchable)
            {
                waitingMessages++;
            }

            Offer(lane);
            SendWhatIsReady();
        }

        return message.Results;
    }

    /// <summary>Sends all waiting messages, because no more are added.</summary>
    public void Complete()
    {
        lock (gate)
        {
            isEnding = true;
            SendWhatIsReady();
        }
    }

    /// <summary>
    /// Sends the waiting messages without waiting for more, because the caller waits for the oldest one. Requests in progress are completed first.
    /// </summary>
    public void Hurry()
    {
        lock (gate)
        {
            isHurried = true;
            SendWhatIsReady();
        }
    }

    /// <summary>
    /// System messages have no idempotency key, so a batch that contains one couldn't be repeated. Attachments and keyboards contain many texts and
    /// URLs. The other members (numbers, a flag, the key) don't change as text.
    /// </summary>
    private bool IsBatchable(SendMessageRequest request) => request is { Attachment: null, Keyboard: null, Message: { } text, IsRepeatable: true }
        && call.KeepsToken(request.Method) && BatchableText.IsUnchanged(text);

    /// <summary>Adds a lane to its queue, unless it is already there or its messages are being sent.</summary>
    private void Offer(MessageLane lane)
    {
        if (lane.IsBusy)
        {
            return;
        }

        readyMessages += lane.NewlyReady();
        if (lane.HasMessages && !lane.IsOffered)
        {
            lane.IsOffered = true;
            (lane.ReadyCount > 0 ? ready : readyAlone).Enqueue(lane);
        }
    }

    private void SendWhatIsReady()
    {
        if (cancellation.IsCancellationRequested)
        {
            CancelWaiting();
            return;
        }

        while (readyAlone.Count > 0 && running.Count < MaxInFlight)
        {
            MessageLane lane = readyAlone.Dequeue();
            Start([lane], [lane.DequeueSingle()]);
        }

        while (running.Count < MaxInFlight && IsWorthSending())
        {
            List<MessageLane> taken = [];
            List<WaitingMessage> messages = [];
            while (ready.Count > 0 && HasRoomFor(ready.Peek(), messages.Count))
            {
                MessageLane lane = ready.Dequeue();
                readyMessages -= lane.ReadyCount;
                lane.MoveTo(messages, BatchLimits.MaxCommands);
                taken.Add(lane);
            }

            waitingMessages -= messages.Count;
            Start(taken, messages);
        }

        if (readyMessages > 0 && !isHurried && !isEnding && !isTimed)
        {
            isTimed = true;
            _ = HurryLaterAsync();
        }
    }

    /// <summary>
    /// Whether all messages of a dialog fit, or the request has room and is not full enough without them. If a request took only some of a dialog's
    /// messages, the rest would have to wait for its answer.
    /// </summary>
    private static bool HasRoomFor(MessageLane lane, int taken) => taken < FullEnough || taken + lane.ReadyCount <= BatchLimits.MaxCommands;

    private bool IsWorthSending() => readyMessages >= BatchLimits.MaxCommands
        || (readyMessages > 0 && (isEnding || isHurried) && (running.Count == 0 || (isEnding && readyMessages == waitingMessages)));

    private void Start(List<MessageLane> taken, List<WaitingMessage> messages)
    {
        foreach (MessageLane lane in taken)
        {
            lane.IsBusy = true;
            lane.IsOffered = false;
        }

        // The task may end before it is added. It then waits for the gate, which is held here.
        Task work = null!;
        work = Task.Run(() => WorkAsync(taken, messages, () => work), CancellationToken.None);
        running.Add(work);
    }

    private async Task WorkAsync(List<MessageLane> taken, List<WaitingMessage> messages, Func<Task> self)
    {
        await SendAsync(messages).ConfigureAwait(false);
        lock (gate)
        {
            running.Remove(self());
            foreach (MessageLane lane in taken)
            {
                lane.IsBusy = false;
                if (lane.HasMessages)
                {
                    Offer(lane);
                }
                else
                {
                    lanes.Remove(lane.DialogId);
                }
            }

            SendWhatIsReady();
        }
    }

    private async Task SendAsync(List<WaitingMessage> messages)
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            if (messages.Count == 1)
            {
                await SendAloneAsync(messages[0]).ConfigureAwait(false);
            }
            else
            {
                await SendTogetherAsync(messages).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            messages.ForEach(message => message.Cancel());
        }
        catch (Exception exception)
        {
            messages.ForEach(message => message.Fail(exception));
        }
    }

    private async Task SendTogetherAsync(List<WaitingMessage> messages)
    {
        BatchCommand[] commands = [.. messages.Select((message, index) => new BatchCommand(Keys[index], message.Parts[0].Method, message.Parts[0].ToParameters()))];
        long newestBefore = client.Seen.NewestId;
        IReadOnlyList<CommandOutcome> outcomes = await call.RunAsync(commands, halt: false, cancellation).ConfigureAwait(false);
        for (int index = 0; index < outcomes.Count; index++)
        {
            if (outcomes[index].Error is { } error)
            {
                messages[index].Fail(error);
            }
            else
            {
                messages[index].Succeed(messages[index].Parts[0].ReadResult(outcomes[index].Result, client.Seen, newestBefore));
            }
        }
    }

    private async Task SendAloneAsync(WaitingMessage message)
    {
        foreach (SendMessageRequest part in message.Parts)
        {
            try
            {
                message.Succeed(await client.RequestAsync(part, botToken, observer, cancellation).ConfigureAwait(false));
            }
            catch (B24Exception error)
            {
                message.Fail(error);
                return;
            }
        }
    }

    private async Task HurryLaterAsync()
    {
        try
        {
            await client.Clock.DelayAsync(MaxWait, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Waiting messages are canceled below.
        }

        lock (gate)
        {
            isTimed = false;
            isHurried = true;
            SendWhatIsReady();
        }
    }

    private void CancelWaiting()
    {
        foreach (MessageLane lane in lanes.Values)
        {
            lane.Cancel();
        }

        ready.Clear();
        readyAlone.Clear();
        readyMessages = 0;
        waitingMessages = 0;
    }
}
