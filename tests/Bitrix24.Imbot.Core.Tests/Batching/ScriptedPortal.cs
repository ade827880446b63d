using System.Net;
using System.Text;
using System.Text.Json;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Batching;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Tests.Rest;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Batching;

/// <summary>A portal with prepared answers to batches, which records the requests.</summary>
internal sealed class ScriptedPortal(params string[] answers) : HttpMessageHandler
{
    public const string Lost = "lost";

    private int asked;

    public List<Dictionary<string, string>> Commands { get; } = [];

    public List<string> Bodies { get; } = [];

    public FakeClock Clock { get; } = new();

    public static BatchCommand Send(string key, string text, string? templateId = "824f82a6-57dc-4ab3-8866-6e84a314ba0b") => new(
        key,
        ApiMethod.Parse("imbot.v2.Chat.Message.send"),
        new JsonMap
        {
            ["botId"] = 456,
            ["dialogId"] = "chat5",
            ["fields"] = new JsonMap { ["message"] = text }.AddUnlessNull("templateId", templateId),
        });

    public static BatchCommand Call(string key, string method, JsonMap? parameters = null) => new(key, ApiMethod.Parse(method), parameters ?? []);

    public Task<IReadOnlyList<CommandOutcome>> RunAsync(bool halt, params BatchCommand[] commands)
    {
        WebhookAuthorization webhook = new(WebhookAddress.Parse(Secret.FromText("http://127.0.0.1:8024/rest/1/abcdefgh12345678/")!));
        PortalClient client = new(webhook, TransportOptions.Default with { RequestRate = RequestRate.Unlimited }, Clock, this);
        return new BatchCall(client, Secret.FromText("my_bot_token"), null).RunAsync(commands, halt, TestContext.Current.CancellationToken);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = await request.Content!.ReadAsStringAsync(cancellationToken);
        Bodies.Add(body);
        Commands.Add(JsonDocument.Parse(body).RootElement.GetProperty("cmd").Deserialize<Dictionary<string, string>>()!);
        string answer = answers[asked++];
        return answer == Lost
            ? throw new HttpRequestException("Broken on purpose.")
            : new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(answer, Encoding.UTF8, "application/json") };
    }
}
