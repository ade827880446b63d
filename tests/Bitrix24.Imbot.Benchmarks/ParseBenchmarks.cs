using System.Text;
using BenchmarkDotNet.Attributes;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Benchmarks;

/// <summary>The cost of reading an answer: a short one, and a full page of events.</summary>
[MemoryDiagnoser]
public class ParseBenchmarks
{
    private static readonly Uri Address = new("https://portal.example.com/rest/imbot.v2.Event.get");

    private byte[] content = [];

    /// <summary>The number of events in the answer.</summary>
    [Params(1, 1000)]
    public int Events { get; set; }

    /// <summary>Creates the answer.</summary>
    [GlobalSetup]
    public void Write()
    {
        IEnumerable<string> events = Enumerable.Range(1, Events).Select(number =>
            $$$$"""{"eventId":{{{{number}}}},"type":"ONIMBOTV2MESSAGEADD","date":"2026-09-21T16:13:20+02:00","data":{"bot":{"id":456,"code":"bench"},"message":{"id":{{{{number}}}},"chatId":5,"authorId":17,"text":"message number {{{{number}}}}, with \u043f\u0440\u0438\u0432\u0435\u0442"},"chat":{"id":5,"dialogId":"chat5","name":"Chat"}}}""");
        content = Encoding.UTF8.GetBytes($$$"""{"result":{"events":[{{{string.Join(",", events)}}}],"nextOffset":{{{Events + 1}}},"hasMore":false},"time":{"operating":0.1}}""");
    }

    /// <summary>Parses the bytes into a result with accessible members.</summary>
    [Benchmark]
    public int Read() => AnswerReader.Read(new HttpAnswer(200, content, null, null), Address, ApiMethods.EventGet, []).Result.GetProperty("events").GetArrayLength();
}
