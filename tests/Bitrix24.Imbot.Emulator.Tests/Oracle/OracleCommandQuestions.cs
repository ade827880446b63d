using System.Text.Json.Nodes;

namespace Bitrix24.Imbot.Emulator.Tests.Oracle;

/// <summary>The questions of <see cref="OracleQuestions"/> about commands.</summary>
internal sealed class OracleCommandQuestions(HttpClient http, Uri webhook, Uri control, CancellationToken cancel) : OraclePortal(http, webhook, control, cancel)
{
    public async Task<JsonNode> AnswersAsync(JsonArray steps)
    {
        JsonNode registered = await RegisterAsync("one");
        JsonArray answers = [];
        List<int> messages = [];
        foreach (JsonNode? step in steps)
        {
            (string what, JsonNode? value) = step!.AsObject().First();
            switch (what)
            {
                case "write":
                    JsonObject write = new() { ["userId"] = (int)value!["userId"]!, ["text"] = (string)value["text"]! };
                    if ((string)value["where"]! == "private")
                    {
                        write["botId"] = BotId;
                    }
                    else
                    {
                        write["dialogId"] = "chat5";
                    }

                    messages.Add((int)(await ControlAsync("messages", write))["id"]!);
                    break;
                case "send":
                    JsonNode sent = await SendAsync(
                        JsonNode.Parse("""{"message":"t","keyboard":[{"TEXT":"A","COMMAND":"one","COMMAND_PARAMS":"p"}]}""")!.AsObject(),
                        (string)value!["where"]! == "private" ? "17" : "chat5");
                    messages.Add((int)sent["result"]!["id"]!);
                    break;
                case "press":
                    string path = $"messages/{messages[(int)value!["message"]!]}/press";
                    await ControlAsync(path, new JsonObject { ["userId"] = (int)value["userId"]!, ["index"] = 0 });
                    break;
                case "wait":
                    await ControlAsync("clock", new JsonObject { ["advanceSeconds"] = (int)value! });
                    break;
                default:
                    answers.Add(await AnswerAsync(registered, value!, messages));
                    break;
            }
        }

        return answers;
    }

    public async Task<JsonNode> LinesAsync(JsonNode? input)
    {
        foreach (string command in (string[])["help", "Help", "h", "a b", "10", "привет", "x/y", "me"])
        {
            await RegisterAsync(command);
        }

        await ControlAsync("messages", new JsonObject { ["userId"] = 17, ["botId"] = BotId, ["text"] = input?.DeepClone() });
        List<JsonNode> events = await EventsAsync();
        return new JsonObject
        {
            ["commands"] = new JsonArray([.. events.Where(entry => (string)entry["type"]! == "ONIMBOTV2COMMANDADD")
                .Select(entry => entry["data"]!["command"]!)
                .Select(command => new JsonArray(((string)command["command"]!)[1..], (string)command["params"]!))]),
            ["message"] = events.Exists(entry => (string)entry["type"]! == "ONIMBOTV2MESSAGEADD"),
        };
    }

    public async Task<JsonNode> TitleAsync(JsonObject input)
    {
        JsonObject fields = input.DeepClone().AsObject();
        fields["command"] = "titled";
        JsonNode answer = await BotAsync("Command.register", new JsonObject { ["fields"] = fields });
        if (Error(answer) is JsonNode error)
        {
            return error;
        }

        JsonNode stored = (await LookAsync("commands")).Single(command => (string)command["command"]! == "titled");
        return new JsonObject
        {
            ["title"] = stored["title"]!.DeepClone(),
            ["params"] = new JsonObject(stored["params"]!.AsObject().Where(pair => (string)pair.Value! != "")
                .Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))),
        };
    }

    private async Task<JsonNode> AnswerAsync(JsonNode registered, JsonNode step, List<int> messages)
    {
        int before = await LastIdAsync();
        JsonObject fields = new() { ["message"] = "answer" };
        if (step["system"] is JsonNode system)
        {
            fields["system"] = system.DeepClone();
        }

        JsonNode answer = await BotAsync("Command.answer", new JsonObject
        {
            ["commandId"] = (int)registered["result"]!["command"]!["id"]!,
            ["messageId"] = step["message"] is JsonNode index ? messages[(int)index] : 999999,
            ["dialogId"] = (string)step["dialogId"]!,
            ["fields"] = fields,
        });
        if (Error(answer) is JsonNode error)
        {
            return error;
        }

        foreach ((string dialog, string where) in ((string, string)[])[("17", "private"), ("23", "private"), ("chat5", "chat")])
        {
            JsonNode? created = (await MessagesAsync(dialog)).LastOrDefault();
            if (created is not null && (int)created["id"]! > before && ((string)created["text"]!).EndsWith("answer", StringComparison.Ordinal))
            {
                return new JsonObject { ["sent"] = true, ["where"] = where, ["system"] = created["isSystem"]!.DeepClone() };
            }
        }

        return new JsonObject { ["sent"] = false };
    }

    private async Task<int> LastIdAsync()
    {
        int last = 0;
        foreach (string dialog in (string[])["17", "23", "chat5"])
        {
            last = Math.Max(last, (await MessagesAsync(dialog)).Select(message => (int)message["id"]!).LastOrDefault());
        }

        return last;
    }
}
