using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Messages;

/// <summary>A portal that answers on demand, and a clock that is stopped until then. Tests check the order of requests without waiting.</summary>
internal sealed class HeldPortal : HttpMessageHandler, IClock
{
    private readonly Channel<Held> requests = Channel.CreateUnbounded<Held>();
    private readonly Channel<TaskCompletionSource> waits = Channel.CreateUnbounded<TaskCompletionSource>();

    public DateTimeOffset UtcNow => new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public TimeSpan Elapsed => TimeSpan.Zero;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public BatchedMessages Open() => new(
        new PortalClient(
            new WebhookAuthorization(WebhookAddress.Parse(Secret.FromText("http://127.0.0.1:8024/rest/1/abcdefgh12345678/")!)),
            TransportOptions.Default with { RequestRate = RequestRate.Unlimited },
            this,
            this),
        Secret.FromText("my_bot_token"),
        null,
        Cancellation);

    /// <summary>Gets the next request as soon as it is sent.</summary>
    public async Task<Held> NextAsync() => await requests.Reader.ReadAsync(Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Cancellation);

    /// <summary>Whether there is a request that <see cref="NextAsync"/> has not returned yet.</summary>
    public bool HasNext => requests.Reader.TryPeek(out _);

    /// <summary>Ends the wait that began first.</summary>
    public async Task PassAsync() => (await waits.Reader.ReadAsync(Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Cancellation)).SetResult();

    public Task DelayAsync(TimeSpan time, CancellationToken cancellation)
    {
        TaskCompletionSource wait = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Assert.True(waits.Writer.TryWrite(wait));
        return wait.Task.WaitAsync(cancellation);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        JsonElement body = JsonDocument.Parse(await request.Content!.ReadAsStringAsync(cancellationToken)).RootElement;
        Held held = new(body.TryGetProperty("cmd", out JsonElement commands) ? [.. commands.EnumerateObject().Select(command => command.Name)] : null);
        Assert.True(requests.Writer.TryWrite(held));
        return await held.AnswerTask.WaitAsync(cancellationToken);
    }

    /// <summary>A request that waits for its answer.</summary>
    /// <param name="keys">The texts of its commands, or null for a message that is sent separately.</param>
    public sealed class Held(string[]? keys)
    {
        private readonly TaskCompletionSource<HttpResponseMessage> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>The number of messages in the request.</summary>
        public int Count => keys?.Length ?? 1;

        public Task<HttpResponseMessage> AnswerTask => answer.Task;

        public void Answer()
        {
            object result = keys is null ? new { id = 1 } : new { result = keys.ToDictionary(key => key, _ => new { id = 1 }) };
            string text = JsonSerializer.Serialize(new { result });
            answer.SetResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(text, Encoding.UTF8, "application/json") });
        }
    }
}
