using Bitrix24.Imbot.Core.Batching;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary>
/// Sends any number of messages, 50 a request, many requests at a time. The messages of one dialog are sent in their order; those of different dialogs
/// overtake each other. A message that a batch could alter goes by itself, in its turn. Safe to use from many threads.
/// </summary>
public sealed class BatchedMessages
{
    /// <summary>Requests under way at once: what a portal lets through in one go (docs/portal/limits-and-batch.md, "Request rate"), so that the whole budget is used.</summary>
    private const int MaxInFlight = 50;

    /// <summary>Messages of a request that goes without the rest, where the rest would be a part of a dialog's messages.</summary>
    private const int FullEnough = BatchLimits.MaxCommands * 4 / 5;

    /// <summary>A message waits no longer for others to go with, where nothing is under way.</summary>
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

    /// <summary>Ends when nothing is under way any more.</summary>
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
    /// <param name="parts">The message, or the parts of one that was too long: where one fails, those behind it are not sent.</param>
    /// <returns>One task for each part; null comes of a part that was not sent because one before it had failed.</returns>
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

    /// <summary>No more messages come: what waits for others is sent as it is.</summary>
    public void Complete()
    {
        lock (gate)
        {
            isEnding = true;
            SendWhatIsReady();
        }
    }

    /// <summary>Somebody waits for the oldest message: where nothing is under way that would make room, what there is goes without waiting for others.</summary>
    public void Hurry()
    {
        lock (gate)
        {
            isHurried = true;
            SendWhatIsReady();
        }
    }

    /// <summary>
    /// System messages have no idempotency key, and a batch with one could not be repeated; an attachment and a keyboard are full of texts and addresses of
    /// their own. What else belongs to a message (numbers, a flag, the key) is the same as text.
    /// </summary>
    private bool IsBatchable(SendMessageRequest request) => request is { Attachment: null, Keyboard: null, Message: { } text, IsRepeatable: true }
        && call.KeepsToken(request.Method) && BatchableText.IsUnchanged(text);

    /// <summary>Puts a lane where it belongs, unless it is there or under way.</summary>
    private void Offer(MessageLane lane)
    {
        if (lane.IsBusy)
        {
            return;
        }

        int grown = lane.NewlyReady();
        readyMessages += grown;
        if (lane.ReadyCount > 0)
        {
            if (!lane.IsOffered)
            {
                lane.IsOffered = true;
                ready.Enqueue(lane);
            }
        }
        else if (lane.HasMessages && !lane.IsOffered)
        {
            lane.IsOffered = true;
            readyAlone.Enqueue(lane);
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
    /// A dialog's messages go together where the request is full enough without them: were only the first of them taken along, the others would wait for its
    /// answer, and so on from dialog to dialog.
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

        // The task may have ended before it is put down; it waits for the gate, which is held here.
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
            // What waits is cancelled below.
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
