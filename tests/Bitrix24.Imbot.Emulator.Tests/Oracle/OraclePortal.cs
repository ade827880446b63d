using System.Text;
using System.Text.Json.Nodes;

namespace Bitrix24.Imbot.Emulator.Tests.Oracle;

/// <summary>The calls by which questions are asked, to the portal and to its control surface.</summary>
internal abstract class OraclePortal(HttpClient http, Uri webhook, Uri control, CancellationToken cancel)
{
    protected const int BotId = 456;
    protected const string Token = "my_bot_token";

    public Task ResetAsync() => ControlAsync("reset", []);

    protected Task<JsonNode> RegisterAsync(string command) => BotAsync("Command.register", new JsonObject
    {
        ["fields"] = new JsonObject { ["command"] = command, ["title"] = new JsonObject { ["en"] = "T" } },
    });

    protected Task<JsonNode> SendAsync(JsonObject fields, string dialogId = "17") =>
        BotAsync("Chat.Message.send", new JsonObject { ["dialogId"] = dialogId, ["fields"] = fields });

    protected Task<JsonNode> BotAsync(string method, JsonObject parameters)
    {
        parameters["botId"] = BotId;
        parameters["botToken"] = Token;
        return HookAsync("imbot.v2." + method, parameters);
    }

    protected Task<JsonNode> HookAsync(string method, JsonObject parameters) => PostAsync(new Uri(webhook, method), parameters);

    protected Task<JsonNode> ControlAsync(string path, JsonObject parameters) => PostAsync(new Uri(control, path), parameters);

    private async Task<JsonNode> PostAsync(Uri address, JsonObject parameters)
    {
        using StringContent content = new(parameters.ToJsonString(), Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await http.PostAsync(address, content, cancel);
        string text = await response.Content.ReadAsStringAsync(cancel);
        JsonNode answer = JsonNode.Parse(text.Length > 0 ? text : "{}")!;
        return (string?)answer["error"] == "EMULATOR_FAILURE" ? throw new InvalidOperationException(text) : answer;
    }

    protected async Task<JsonNode[]> LookAsync(string path) =>
        [.. JsonNode.Parse(await http.GetStringAsync(new Uri(control, path), cancel))!.AsArray().Select(entry => entry!)];

    protected Task<JsonNode[]> MessagesAsync(string dialog) =>
        LookAsync(dialog.StartsWith("chat", StringComparison.Ordinal) ? $"chats/{dialog}/messages" : $"chats/{dialog}/messages?botId={BotId}");

    protected async Task<JsonNode> NewestMessageAsync(string dialog) => (await MessagesAsync(dialog))[^1];

    protected async Task<JsonNode> StoredAsync(JsonNode sent)
    {
        int id = (int)sent["result"]!["id"]!;
        return (await MessagesAsync("17")).Single(message => (int)message["id"]! == id);
    }

    protected async Task<List<JsonNode>> EventsAsync() => [.. await LookAsync($"events/{BotId}")];

    protected static JsonObject? Error(JsonNode answer) =>
        answer["error"] is JsonNode error ? new JsonObject { ["error"] = error.DeepClone() } : null;

    protected async Task<byte[]> DownloadAsync(HttpRequestMessage request)
    {
        using HttpResponseMessage file = await http.SendAsync(request, cancel);
        return await file.Content.ReadAsByteArrayAsync(cancel);
    }
}
