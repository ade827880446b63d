using System.Text;
using BenchmarkDotNet.Attributes;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Benchmarks;

/// <summary>The cost of fifty messages in one batch without the network: to select, combine, and send them, and to read the answer.</summary>
[MemoryDiagnoser]
public class BatchBenchmarks
{
    private const int Messages = 50;

    private readonly Secret botToken = Secret.FromText("bot-token")!;
    private PortalClient client = null!;

    /// <summary>Connects to a portal with canned answers.</summary>
    [GlobalSetup]
    public void Connect()
    {
        string results = string.Join(",", Enumerable.Range(0, Messages).Select(number => $$"""
            "m{{number}}":{"id":{{90000 + number}},"uuidMap":[]}
            """));
        string times = string.Join(",", Enumerable.Range(0, Messages).Select(number => $$"""
            "m{{number}}":{"start":1790000000.125,"finish":1790000000.25,"duration":0.125,"processing":0.0625,"operating_reset_at":1790000600,"operating":0.0625}
            """));
        byte[] answer = Encoding.UTF8.GetBytes(
            $$$"""{"result":{"result":{{{{results}}}},"result_error":[],"result_total":[],"result_next":[],"result_time":{{{{times}}}}},"time":{"operating":0}}""");
        client = CannedPortal.Connect(answer);
    }

    /// <summary>Sends fifty messages to fifty dialogs.</summary>
    [Benchmark(OperationsPerInvoke = Messages)]
    public async Task<long?> FiftyMessages()
    {
        BatchedMessages batches = new(client, botToken, null, CancellationToken.None);
        List<Task<SentMessage?>> sent = [];
        for (int number = 1; number <= Messages; number++)
        {
            sent.AddRange(batches.Add(new SendMessageRequest(456, $"chat{number}", "Backup number one is complete.")));
        }

        batches.Complete();
        SentMessage?[] messages = await Task.WhenAll(sent);
        return messages[^1]!.MessageId;
    }
}
