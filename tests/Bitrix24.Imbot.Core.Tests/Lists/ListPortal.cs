using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Tests.Lists;

/// <summary>A portal with one list in pages of 50 items (docs/portal/protocol.md, "Lists", and docs/portal/limits-and-batch.md, "Batch answer").</summary>
internal sealed partial class ListPortal(int total) : HttpMessageHandler
{
    private const int PageSize = 50;

    public int Total { get; set; } = total;

    public int Calls { get; private set; }

    public int Batches { get; private set; }

    /// <summary>Replaces <c>next</c> in a single page. Null for the usual member.</summary>
    public Func<int, string>? Beside { get; init; }

    /// <summary>Replaces the list.</summary>
    public string? Result { get; init; }

    /// <summary>The first item of a page for which a batch returns an error.</summary>
    public int? RefusedStart { get; init; }

    public PortalClient Client() => new(
        new WebhookAuthorization(WebhookAddress.Parse(Secret.FromText("https://portal.example.com/rest/1/abcdefgh12345678/")!)),
        TransportOptions.Default with { MaximumRetryCount = 0, RequestRate = RequestRate.Unlimited },
        null,
        this);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using JsonDocument body = JsonDocument.Parse(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
        string answer = request.RequestUri!.AbsolutePath.Contains("batch", StringComparison.Ordinal) ? Batch(body.RootElement) : Single(body.RootElement);
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(answer, Encoding.UTF8, "application/json") };
    }

    private string Single(JsonElement body)
    {
        Calls++;
        int start = body.TryGetProperty("start", out JsonElement value) ? value.GetInt32() : 0;
        string next = start + PageSize < Total ? $",\"next\":{start + PageSize}" : "";
        return $"{{\"result\":{Result ?? Items(start)},\"total\":{Total}{Beside?.Invoke(start) ?? next}}}";
    }

    private string Batch(JsonElement body)
    {
        Batches++;
        List<string> results = [];
        List<string> errors = [];
        foreach (JsonProperty command in body.GetProperty("cmd").EnumerateObject())
        {
            int start = int.Parse(StartIn().Match(command.Value.GetString()!).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
            if (start == RefusedStart)
            {
                errors.Add($"\"{command.Name}\":{{\"error\":\"ACCESS_DENIED\",\"error_description\":\"no\"}}");
            }
            else
            {
                results.Add($"\"{command.Name}\":{Items(start)}");
            }
        }

        return $"{{\"result\":{{\"result\":{{{string.Join(',', results)}}},\"result_error\":{{{string.Join(',', errors)}}},\"result_time\":[]}}}}";
    }

    private string Items(int start) => $"[{string.Join(',', Enumerable.Range(start, Math.Max(0, Math.Min(PageSize, Total - start)))
        .Select(id => $"{{\"ID\":\"{id}\",\"TITLE\":\"An item of a long list with number {id}\"}}"))}]";

    [GeneratedRegex("[?&]start=([0-9]+)")]
    private static partial Regex StartIn();
}
