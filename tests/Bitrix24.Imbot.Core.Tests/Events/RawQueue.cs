using System.Text;
using System.Text.Json;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Tests.Events;

/// <summary>A queue whose events are any JSON text. It is read like an answer of a portal.</summary>
internal sealed class RawQueue
{
    private static readonly Uri Address = new("https://portal.example.com/");

    private readonly List<(long Id, string Json)> waiting = [];

    /// <summary>The ID decides what an offset deletes, whatever the text contains.</summary>
    public void Add(long id, string json) => waiting.Add((id, json));

    public void Add(long id, string dialogId, string text) => Add(id, Show(id.ToString(System.Globalization.CultureInfo.InvariantCulture), dialogId, text));

    public IReadOnlyList<long> Waiting => [.. waiting.Select(item => item.Id)];

    public List<int> Limits { get; } = [];

    public static string Show(string number, string dialogId, string text) =>
        $$$"""{"eventId":{{{number}}},"type":"ONIMBOTV2MESSAGEADD","date":"2026-11-22T12:00:00+00:00","data":{"message":{"id":1,"text":{{{JsonSerializer.Serialize(text)}}}},"chat":{"dialogId":"{{{dialogId}}}"} } }""";

    public Task<EventPage> ReadAsync(GetEventsRequest request, ICallObserver? observer, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Limits.Add(request.Limit);
        long offset = request.Offset ?? 0;
        waiting.RemoveAll(item => item.Id < offset);
        (long Id, string Json)[] page = [.. waiting.Take(request.Limit)];
        string more = page.Length >= request.Limit ? "true" : "false";
        string body = FormattableString.Invariant(
            $$$"""{"result":{"events":[{{{string.Join(",", page.Select(item => item.Json))}}}],"hasMore":{{{more}}},"nextOffset":{{{(page.Length > 0 ? page[^1].Id + 1 : offset)}}} } }""");
        HttpAnswer answer = HttpAnswerOf(body);
        return Task.FromResult(request.ReadResult(AnswerReader.Read(answer, Address, ApiMethod.Parse("imbot.v2.Event.get"), []).Result));
    }

    private static HttpAnswer HttpAnswerOf(string body) => new(200, Encoding.UTF8.GetBytes(body), null, null);
}
