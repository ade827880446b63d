using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Emulator.Tests.Oracle;

/// <summary>Asks the emulator over HTTP what the oracle's files ask, and converts its answers to their form.</summary>
internal sealed partial class OracleQuestions(HttpClient http, Uri webhook, Uri control, CancellationToken cancel) : OraclePortal(http, webhook, control, cancel)
{
    private int lastCode;

    /// <summary>The questions about commands.</summary>
    public OracleCommandQuestions Commands { get; } = new(http, webhook, control, cancel);

    public async Task<JsonNode> AttachmentAsync(JsonNode? input, JsonNode portal)
    {
        JsonNode answer = await SendAsync(new JsonObject { ["message"] = "t", ["attach"] = input?.DeepClone() });
        if (Error(answer) is JsonNode error)
        {
            return error;
        }

        JsonNode? attach = (await StoredAsync(answer))["params"]!["ATTACH"]?[0]?.DeepClone();
        if (attach is not null)
        {
            attach.AsObject().Remove("ID");
            if ((string?)portal["attach"]?["COLOR"] == "*" && Color().IsMatch((string)attach["COLOR"]!))
            {
                // The portal picks one at random.
                attach["COLOR"] = "*";
            }
        }

        return new JsonObject { ["attach"] = attach };
    }

    public async Task<JsonNode> KeyboardAsync(JsonNode? input)
    {
        JsonNode answer = await SendAsync(new JsonObject { ["message"] = "t", ["keyboard"] = input?.DeepClone() });
        return Error(answer) ?? Keyboard(await StoredAsync(answer));
    }

    public async Task<JsonNode> KeyboardUpdateAsync(JsonNode? input)
    {
        JsonNode sent = await SendAsync(JsonNode.Parse("""{"message":"t","keyboard":[{"TEXT":"Old","LINK":"/old"}]}""")!.AsObject());
        JsonNode answer = await BotAsync("Chat.Message.update", new JsonObject
        {
            ["messageId"] = (int)sent["result"]!["id"]!, ["fields"] = new JsonObject { ["keyboard"] = input?.DeepClone() },
        });
        return Error(answer) ?? Keyboard(await StoredAsync(sent));
    }

    public async Task<JsonNode> TextAsync(JsonNode? input)
    {
        JsonNode answer = await SendAsync(new JsonObject { ["message"] = input?.DeepClone() });
        return Error(answer) ?? new JsonObject { ["text"] = (await StoredAsync(answer))["text"]!.DeepClone() };
    }

    public async Task<JsonNode> Base64Async(JsonNode? input)
    {
        JsonNode answer = await BotAsync("File.upload", new JsonObject
        {
            ["dialogId"] = "17", ["fields"] = new JsonObject { ["name"] = "f", ["content"] = input?.DeepClone() },
        });
        if (Error(answer) is JsonNode error)
        {
            return error;
        }

        string link = (string)(await BotAsync("File.download", new JsonObject { ["fileId"] = (int)answer["result"]!["file"]!["id"]! }))["result"]!["downloadUrl"]!;
        using HttpRequestMessage request = new(HttpMethod.Get, link) { Headers = { { "User-Agent", "oracle" } } };
        byte[] content = await DownloadAsync(request);
        return new JsonObject { ["size"] = (int)answer["result"]!["file"]!["size"]!, ["hex"] = Convert.ToHexStringLower(content) };
    }

    public async Task<JsonNode> BatchFilterAsync(JsonNode? input)
    {
        string command = $"imbot.v2.Chat.Message.send?botId={BotId}&botToken={Token}&dialogId=17&fields[message]={Uri.EscapeDataString((string)input!)}";
        JsonNode answer = await HookAsync("batch", new JsonObject { ["cmd"] = new JsonObject { ["z"] = command } });
        return BatchError(answer) ?? new JsonObject { ["text"] = (await NewestMessageAsync("17"))["text"]!.DeepClone() };
    }

    public async Task<JsonNode> BatchCommandAsync(JsonNode? input, JsonNode portal)
    {
        await BotAsync("Chat.Message.send", new JsonObject { ["dialogId"] = "1", ["fields"] = new JsonObject { ["message"] = "hello" } });
        JsonNode answer = await HookAsync("batch", new JsonObject
        {
            ["cmd"] = new JsonObject
            {
                ["u"] = "user.current",
                ["s"] = "scope",
                ["t"] = "server.time",
                ["m"] = "method.get?name=scope",
                ["e"] = "nosuch.method",
                ["b"] = $"imbot.v2.Bot.get?botId={BotId}&botToken={Token}",
                ["z"] = input?.DeepClone(),
            },
        });
        if (BatchError(answer) is JsonNode error)
        {
            return error;
        }

        JsonNode? context = (await EventsAsync()).Last(entry => (string)entry["type"]! == "ONIMBOTV2CONTEXTGET")["data"]!["context"];
        JsonNode given = new JsonObject { ["context"] = context?.DeepClone() };
        return JsonNode.DeepEquals(AsMaps(given), AsMaps(Answered(portal, answer["result"]!))) ? portal : given;
    }

    public async Task<JsonNode> CallbackAddressAsync(JsonNode? input)
    {
        JsonNode answer = await HookAsync("imbot.v2.Bot.register", new JsonObject
        {
            ["botToken"] = Token,
            ["fields"] = new JsonObject
            {
                ["code"] = $"code{++lastCode}",
                ["properties"] = new JsonObject { ["name"] = "n" },
                ["eventMode"] = "webhook",
                ["webhookUrl"] = input?.DeepClone(),
            },
        });
        return Error(answer) ?? new JsonObject { ["ok"] = true };
    }

    public async Task<JsonNode> DialogIdAsync(JsonNode? input)
    {
        JsonNode answer = await BotAsync("Chat.get", new JsonObject { ["dialogId"] = input?.DeepClone() });
        return new JsonObject { ["dialog"] = answer["error"] is null ? answer["result"]!["chat"]!["dialogId"]!.DeepClone() : null };
    }

    public async Task<JsonNode> FieldNameAsync(string name)
    {
        int earlier = (int)(await SendAsync(new JsonObject { ["message"] = "earlier" }))["result"]!["id"]!;
        string uuid = "0fc6d8c2-b420-4325-9c6e-a15e4e4e8431";
        string meaning = name.Replace("_", "").ToLowerInvariant();
        JsonObject fields = meaning == "message" ? [] : new() { ["message"] = "t" };
        fields[name] = meaning switch
        {
            "message" => "zz",
            "replyid" => earlier,
            "urlpreview" => "N",
            "templateid" => uuid,
            "attach" => JsonNode.Parse("""[{"MESSAGE":"q"}]"""),
            "keyboard" => JsonNode.Parse("""[{"TEXT":"a","LINK":"/x"}]"""),
            _ => throw new InvalidDataException($"No value for {name}."),
        };
        JsonNode answer = await SendAsync(fields);
        if (answer["error"] is not null)
        {
            return new JsonObject { ["taken"] = false };
        }

        JsonNode message = await StoredAsync(answer);
        return new JsonObject
        {
            ["taken"] = meaning switch
            {
                "message" => (string)message["text"]! == "zz",
                "replyid" => (int?)message["params"]!["REPLY_ID"] == earlier,
                "urlpreview" => !(bool)message["urlPreview"]!,
                "templateid" => (string?)message["uuid"] == uuid,
                "attach" => message["params"]!["ATTACH"] is not null,
                _ => message["params"]!["KEYBOARD"] is not null,
            },
        };
    }

    public async Task<JsonNode> FlagAsync(JsonNode? input)
    {
        JsonNode answer = await UpdateAsync(input);
        if (Error(answer) is JsonNode error)
        {
            return error;
        }

        bool first = (bool)answer["result"]!["bot"]!["isHidden"]!;
        await UpdateAsync(!first);
        return new JsonObject { ["isHidden"] = (await UpdateAsync(input))["result"]!["bot"]!["isHidden"]!.DeepClone() };

        Task<JsonNode> UpdateAsync(JsonNode? value) =>
            BotAsync("Bot.update", new JsonObject { ["fields"] = new JsonObject { ["isHidden"] = value?.DeepClone() } });
    }

    public async Task<JsonNode> IdempotencyKeyAsync(JsonNode? input)
    {
        JsonObject fields = new() { ["message"] = "u", ["templateId"] = input?.DeepClone() };
        int first = (int)(await SendAsync(fields.DeepClone().AsObject()))["result"]!["id"]!;
        int second = (int)(await SendAsync(fields))["result"]!["id"]!;
        return new JsonObject { ["isKey"] = first == second };
    }

    public async Task<JsonNode> MentionAsync(JsonNode? input)
    {
        await ControlAsync("messages", new JsonObject { ["userId"] = 17, ["dialogId"] = "chat5", ["text"] = input?.DeepClone() });
        return new JsonObject { ["reaches"] = (await EventsAsync()).Exists(entry => (string)entry["type"]! == "ONIMBOTV2MESSAGEADD") };
    }

    public async Task<JsonNode> BindingAsync(JsonNode input, JsonNode portal)
    {
        await HookAsync("im.v2.Event.subscribe", []);
        int message = (int)(await SendAsync(new JsonObject { ["message"] = "m" }))["result"]!["id"]!;
        JsonObject parameters = input["parameters"]!.DeepClone().AsObject();
        foreach (string name in parameters.Where(pair => pair.Value?.ToJsonString() == "\"$message\"").Select(pair => pair.Key).ToArray())
        {
            parameters[name] = message;
        }

        string method = (string)input["method"]!;
        JsonNode answer = method.StartsWith("imbot.v2.", StringComparison.Ordinal)
            ? await BotAsync(method["imbot.v2.".Length..], parameters)
            : await HookAsync(method, parameters);
        if ((string?)answer["error"] is "100" or "0")
        {
            return Error(answer)!;
        }

        JsonObject given = new() { ["accepted"] = true };
        if (portal.AsObject().ContainsKey("seconds"))
        {
            given["seconds"] = (await LookAsync("actions")).LastOrDefault()?["duration"]?.DeepClone();
        }

        return given;
    }

    public async Task<JsonNode> ReactionNameAsync(JsonNode? input)
    {
        int message = (int)(await SendAsync(new JsonObject { ["message"] = "m" }))["result"]!["id"]!;
        JsonNode answer = await BotAsync("Chat.Message.Reaction.add", new JsonObject { ["messageId"] = message, ["reaction"] = input?.DeepClone() });
        return new JsonObject { ["accepted"] = answer["error"] is null };
    }

    public async Task<JsonNode> ReactionSequenceAsync(JsonArray steps)
    {
        JsonNode sent = await SendAsync(new JsonObject { ["message"] = "m" });
        JsonArray answers = [];
        foreach (JsonNode? step in steps)
        {
            (string what, JsonNode? reaction) = step!.AsObject().First();
            JsonNode answer = await BotAsync(
                "Chat.Message.Reaction." + what,
                new JsonObject { ["messageId"] = (int)sent["result"]!["id"]!, ["reaction"] = reaction!.DeepClone() });
            answers.Add(answer["error"]?.DeepClone() ?? true);
        }

        string[] reactions = [.. (await StoredAsync(sent))["reactions"]!.AsArray()
            .Where(entry => (int)entry!["userId"]! == BotId).Select(entry => (string)entry!["reaction"]!)];
        return new JsonObject
        {
            // The order of reactions doesn't matter; the files name the earliest first.
            ["answers"] = answers, ["reactions"] = new JsonArray([.. reactions.Select(name => (JsonNode)name)]),
        };
    }

    private static JsonObject? BatchError(JsonNode answer) =>
        answer["result"]!["result_error"] is JsonObject errors && errors["z"] is JsonNode error ? Error(error) : null;

    private static JsonObject Keyboard(JsonNode message)
    {
        JsonNode? keyboard = message["params"]!["KEYBOARD"];
        return new JsonObject { ["keyboard"] = keyboard is JsonArray ? keyboard.DeepClone() : null };
    }

    /// <summary>The portal's answer, with the answers of this batch in place of each <c>$answer</c>.</summary>
    private static JsonNode? Answered(JsonNode? node, JsonNode batch)
    {
        if (node is JsonObject reference && reference["$answer"] is JsonArray path)
        {
            string root = (string)path[0]! == "result" ? "result" : "result_" + (string)path[0]!;
            JsonNode? found = batch[root]!.DeepClone();
            found.AsObject().Remove("z");
            foreach (JsonNode? step in path.Skip(1))
            {
                found = found is JsonArray list ? list[int.Parse((string)step!, CultureInfo.InvariantCulture)] : found![(string)step!];
            }

            return found?.DeepClone();
        }

        return node is JsonObject map
            ? new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Answered(pair.Value, batch))))
            : node?.DeepClone();
    }

    /// <summary>Lists as objects with the keys 0, 1, ..., because PHP doesn't distinguish them.</summary>
    private static JsonNode? AsMaps(JsonNode? node) => node switch
    {
        JsonArray list => new JsonObject(list.Select((item, index) => KeyValuePair.Create($"{index}", AsMaps(item)))),
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, AsMaps(pair.Value)))),
        _ => node?.DeepClone(),
    };

    [GeneratedRegex("^#[0-9a-f]{6}\\z")]
    private static partial Regex Color();
}
