using System.Text.Json;
using System.Text.Json.Nodes;
using Bitrix24.Imbot.Emulator.Actions;

namespace Bitrix24.Imbot.Emulator.Tests.ForeignClients;

/// <summary>The documentation's request for each method (tests/Facts/samples), adapted to an emulated portal.</summary>
internal sealed class DocumentedCalls
{
    /// <summary>Methods that remove what others need, or end the bot's membership, come last.</summary>
    private static readonly string[] Last =
    [
        "imbot.v2.Chat.Manager.delete", "imbot.v2.Chat.User.delete", "imbot.v2.Chat.Message.delete", "imbot.v2.Command.unregister",
        "imbot.v2.Chat.setOwner", "imbot.v2.Chat.leave", "imbot.v2.Bot.update", "imbot.v2.Bot.unregister",
    ];

    private readonly Dictionary<string, JsonNode> placeholders;

    private DocumentedCalls(Dictionary<string, JsonNode> placeholders) => this.placeholders = placeholders;

    /// <summary>Each method once, in an order in which all of them succeed.</summary>
    public static IReadOnlyList<string> Methods { get; } = [.. CatalogueTests.Documented.OrderBy(method => Array.IndexOf(Last, method))];

    /// <summary>
    /// Puts a bot with a chat, messages, a command and a file into a portal, as the samples have them. <paramref name="callAsync"/> calls a method by
    /// webhook or OAuth and returns its result.
    /// </summary>
    public static async Task<DocumentedCalls> PrepareAsync(Portal portal, Func<string, JsonObject, Task<JsonNode>> callAsync, string? accessToken)
    {
        const string token = "bot-token-placeholder";
        int botId = 0;
        JsonNode registered = await CreateAsync("Bot.register", null, new { code = "helper", botToken = token, type = "supervisor", properties = new { name = "Helper" } });
        botId = (int)registered["bot"]!["id"]!;
        JsonNode created = await CreateAsync("Chat.add", null, new { title = "Build", userIds = new[] { 1, 17, 23 } });
        string dialogId = (string)created["chat"]!["dialogId"]!;
        JsonNode command = await CreateAsync("Command.register", null, new { command = "status", title = new { en = "T" } });
        JsonNode sent = await CreateAsync("Chat.Message.send", dialogId, new { message = "own" });
        JsonNode file = await CreateAsync("File.upload", dialogId, new { name = "a.txt", content = "YQ==" });
        int messageId = portal.Write(17, dialogId, "/status full").Id;
        return new DocumentedCalls(new Dictionary<string, JsonNode>
        {
            ["8120"] = botId,
            ["\"8120\""] = $"{botId}",
            ["24"] = 23,
            ["\"chat318\""] = dialogId,
            ["90417"] = messageId,
            ["90418"] = (int)sent["id"]!,
            ["61"] = (int)command["command"]!["id"]!,
            ["7733"] = (int)file["file"]!["id"]!,
            ["7734"] = (int)file["file"]!["id"]!,
            ["\"access-token-placeholder\""] = accessToken ?? "",
        });

        Task<JsonNode> CreateAsync(string method, string? dialog, object fields)
        {
            JsonObject parameters = new() { ["fields"] = JsonSerializer.SerializeToNode(fields), ["botToken"] = token, ["botId"] = botId };
            if (dialog is not null)
            {
                parameters["dialogId"] = dialog;
            }

            return callAsync("imbot.v2." + method, parameters);
        }
    }

    /// <summary>The parameters of a method's sample, by <c>webhook</c> or <c>oauth</c>.</summary>
    public JsonObject Parameters(string method, string authorization)
    {
        string path = Path.Combine(Repository.Root, "tests", "Facts", "samples", method + ".json");
        return Fitting(JsonNode.Parse(File.ReadAllText(path))![authorization]!["body"])!.AsObject();
    }

    private JsonNode? Fitting(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Fitting(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Fitting)]),
        _ => node is not null && placeholders.TryGetValue(node.ToJsonString(), out JsonNode? real) ? real.DeepClone() : node?.DeepClone(),
    };
}
