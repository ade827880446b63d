using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Benchmarks;

/// <summary>The client's cost of one message without the network, compared with a minimal HttpClient program.</summary>
[MemoryDiagnoser]
public class SendBenchmarks
{
    private static readonly byte[] Answer = Encoding.UTF8.GetBytes(
        """{"result":{"id":90421,"uuidMap":[]},"time":{"start":1790000000.125,"finish":1790000000.25,"duration":0.125,"processing":0.0625,"date_start":"2026-09-21T16:13:20+02:00","date_finish":"2026-09-21T16:13:20+02:00","operating_reset_at":1790000600,"operating":0.0625}}""");

    private readonly HttpClient http = new(new CannedPortal(Answer));
    private readonly Uri address = new("https://portal.example.com/rest/17/abcdefghijklmnop/imbot.v2.Chat.Message.send");
    private readonly Secret botToken = Secret.FromText("bot-token")!;
    private PortalClient client = null!;

    /// <summary>Connects to a portal with canned answers.</summary>
    [GlobalSetup]
    public void Connect() => client = CannedPortal.Connect(Answer);

    /// <summary>A minimal HttpClient program, as the baseline.</summary>
    [Benchmark(Baseline = true)]
    public async Task<long> PlainHttpClient()
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            botId = 456,
            dialogId = "chat5",
            fields = new { message = "message", templateId = Guid.NewGuid().ToString("D") },
            botToken = "bot-token",
        });
        using ByteArrayContent content = new(body);
        using HttpResponseMessage response = await http.PostAsync(address, content);
        using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        return answer.RootElement.GetProperty("result").GetProperty("id").GetInt64();
    }

    /// <summary>The core.</summary>
    [Benchmark]
    public async Task<long?> Core()
    {
        SendMessageRequest request = new(456, "chat5", "message");
        PortalAnswer answer = await client.CallAsync(request.Method, request.ToParameters(), botToken, null, CancellationToken.None);
        return request.ReadResult(answer.Result).MessageId;
    }
}
