using System.Collections.Concurrent;
using System.Text;

namespace Bitrix24.Imbot.Emulator.Events;

/// <summary>
/// Posts events as forms, in order for each bot and once each (docs/portal/events.md, "Delivery"), unless a <see cref="DeliveryTrouble"/> is set.
/// </summary>
internal sealed class EventPusher : IDisposable
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = AnswerTimeout };
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private readonly Dictionary<int, Task> lastOfBot = [];
    private readonly ConcurrentQueue<EventDelivery> deliveries = new();
    private readonly List<EventDelivery> gathered = [];
    private volatile DeliveryTrouble trouble = DeliveryTrouble.None;

    /// <summary>The delivery problems that affect pushes from now on. Pushes that were collected before are posted.</summary>
    public DeliveryTrouble Trouble
    {
        get => trouble;
        set
        {
            lock (gate)
            {
                PostReversed(gathered);
                gathered.Clear();
                trouble = value;
            }
        }
    }

    public IReadOnlyList<EventDelivery> Deliveries => [.. deliveries];

    public void Push(int botId, string type, string address, string body)
    {
        lock (gate)
        {
            gathered.Add(new EventDelivery(botId, type, address, body, null));
            EventDelivery[] group = [.. gathered.Where(delivery => delivery.BotId == botId)];
            if (group.Length >= trouble.Reversed)
            {
                gathered.RemoveAll(delivery => delivery.BotId == botId);
                PostReversed(group);
            }
        }
    }

    public Task IdleAsync()
    {
        lock (gate)
        {
            return Task.WhenAll(lastOfBot.Values);
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            gathered.Clear();
            trouble = DeliveryTrouble.None;
            deliveries.Clear();
        }
    }

    public void Dispose()
    {
        stopping.Cancel();
        http.Dispose();
    }

    private void PostReversed(IEnumerable<EventDelivery> group)
    {
        foreach (EventDelivery delivery in group.Reverse())
        {
            for (int time = 0; time <= trouble.Repeats; time++)
            {
                Task earlier = lastOfBot.GetValueOrDefault(delivery.BotId, Task.CompletedTask);
                lastOfBot[delivery.BotId] = PushAfterAsync(earlier, delivery, trouble.Delay);
            }
        }
    }

    private async Task PushAfterAsync(Task earlier, EventDelivery delivery, TimeSpan delay)
    {
        await earlier.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await Task.Delay(delay, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        deliveries.Enqueue(delivery with { Status = await PostAsync(delivery) });
    }

    private async Task<int?> PostAsync(EventDelivery delivery)
    {
        // Portals send the form without a Content-Type.
        using ByteArrayContent form = new(Encoding.UTF8.GetBytes(delivery.Body));
        try
        {
            using HttpResponseMessage answer = await http.PostAsync(new Uri(delivery.Address), form, stopping.Token);
            return (int)answer.StatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or ObjectDisposedException)
        {
            return null;
        }
    }
}
