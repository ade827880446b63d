using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Emulator.Tests;

/// <summary>Creates a portal and a plain client for each test.</summary>
public abstract class EmulatorTest : IAsyncLifetime
{
    protected const string Token = "my_bot_token";
    protected const int BotId = 456;

    private readonly SocketsHttpHandler handler = new() { AllowAutoRedirect = false, UseProxy = false };

    protected PortalEmulator Emulator { get; private set; } = null!;

    protected Portal Portal => Emulator.Portal;

    protected HttpClient Http { get; private set; } = null!;

    protected virtual EmulatorOptions Options => new();

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Emulator = await PortalEmulator.StartAsync(Options, Cancel);
        Http = new HttpClient(handler) { BaseAddress = Emulator.Address, Timeout = TimeSpan.FromSeconds(20) };
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Emulator.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Calls by webhook, with the JSON exactly as given.</summary>
    protected Task<Reply> HookAsync(string method, object? body = null) => PostAsync(new Uri(Emulator.WebhookUri, method), body ?? new { });

    /// <summary>Calls by webhook, as the bot of the documentation.</summary>
    protected Task<Reply> BotAsync(string method, object? body = null, int botId = BotId, string token = Token)
    {
        JsonObject parameters = JsonSerializer.SerializeToNode(body ?? new { })!.AsObject();
        parameters["botId"] = botId;
        parameters["botToken"] = token;
        return HookAsync("imbot.v2." + method, parameters);
    }

    /// <summary>Calls by OAuth, with the newest access token.</summary>
    protected Task<Reply> OAuthAsync(string method, object? body = null, string? token = null)
    {
        JsonObject parameters = JsonSerializer.SerializeToNode(body ?? new { })!.AsObject();
        parameters["auth"] = token ?? Emulator.Application.AccessToken;
        return PostAsync(new Uri(Emulator.Address, "rest/" + method), parameters);
    }

    protected Task<Reply> SendAsync(object fields, string dialogId = "chat5") => BotAsync("Chat.Message.send", new { dialogId, fields });

    protected async Task<Reply> PostAsync(Uri address, object body)
    {
        using HttpResponseMessage response = await Http.PostAsJsonAsync(address, body, JsonSerializerOptions.Default, Cancel);
        return await ReadAsync(response);
    }

    protected async Task<Reply> PostTextAsync(Uri address, string body, string? contentType)
    {
        using ByteArrayContent content = new(Encoding.UTF8.GetBytes(body));
        if (contentType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        using HttpResponseMessage response = await Http.PostAsync(address, content, Cancel);
        return await ReadAsync(response);
    }

    protected async Task<Reply> GetAsync(string address)
    {
        using HttpResponseMessage response = await Http.GetAsync(new Uri(Emulator.Address, address), Cancel);
        return await ReadAsync(response);
    }

    /// <summary>Waits until the portal has changed as described.</summary>
    protected async Task UntilAsync(Func<bool> condition)
    {
        for (Task changed = Portal.Changes.Next; !Portal.Locked(condition); changed = Portal.Changes.Next)
        {
            await changed.WaitAsync(Cancel);
        }
    }

    protected Uri Hook(string method) => new(Emulator.WebhookUri, method);

    private static async Task<Reply> ReadAsync(HttpResponseMessage response) =>
        new(response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!);
}
