using System.Net.Http.Headers;
using System.Text;

namespace Bitrix24.Imbot.Emulator;

/// <summary>Posts events as forms, in order for each bot, once each (server-behaviour 9.4).</summary>
internal sealed class EventPusher : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = Patience };
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private readonly Dictionary<int, Task> lastOfBot = [];
    private readonly List<EventDelivery> deliveries = [];

    public IReadOnlyList<EventDelivery> Deliveries
    {
        get
        {
            lock (gate)
            {
                return [.. deliveries];
            }
        }
    }

    public void Push(int botId, string type, string address, string body)
    {
        lock (gate)
        {
            Task earlier = lastOfBot.GetValueOrDefault(botId, Task.CompletedTask);
            lastOfBot[botId] = PushAfterAsync(earlier, new EventDelivery(botId, type, address, body, null));
        }
    }

    /// <summary>Ends when all pushes so far were answered or have failed.</summary>
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
            deliveries.Clear();
        }
    }

    public void Dispose()
    {
        stopping.Cancel();
        http.Dispose();
    }

    private async Task PushAfterAsync(Task earlier, EventDelivery delivery)
    {
        await earlier.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        int? status = await PostAsync(delivery);
        lock (gate)
        {
            deliveries.Add(delivery with { Status = status });
        }
    }

    private async Task<int?> PostAsync(EventDelivery delivery)
    {
        using ByteArrayContent form = new(Encoding.UTF8.GetBytes(delivery.Body));
        form.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
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
