using System.Text.Json.Nodes;
using Bitrix24.Imbot.Emulator.Actions;

namespace Bitrix24.Imbot.Emulator.Tests;

/// <summary>Every request gets an answer in the portal's form, and the portal continues to work.</summary>
public sealed class OddParametersTests : EmulatorTest
{
    private static readonly string[] OddValues =
    [
        "null", "true", "false", "0", "-1", "1.5", "1e300", "9223372036854775807", "\"\"", "\"0\"", "\"text\"", "\"chat5\"", "\"17\"", "[]", "{}",
        "[null]", "[[]]", "[{\"TEXT\":[]}]", "{\"a\":{\"b\":[1]}}", "{\"0\":1,\"1\":2}", "\"\\u0000\"",
    ];

    private static readonly string[] Names =
    [
        "dialogId", "chatId", "messageId", "userId", "userIds", "fields", "commandId", "offset", "limit", "withUserEvents", "order", "range",
        "reaction", "complete", "enabled", "duration", "statusMessageCode", "fileId", "context", "filter", "code", "cmd",
    ];

    private static readonly string[] FieldNames =
    [
        "message", "attach", "keyboard", "system", "replyId", "templateId", "forwardIds", "urlPreview", "title", "description", "color", "avatar",
        "ownerId", "userIds", "type", "command", "params", "common", "hidden", "name", "content", "code", "properties", "eventMode", "webhookUrl",
        "botToken", "backgroundId", "isHidden",
    ];

    [Fact]
    public async Task UnusualValuesGetAnAnswerInThePortalsForm()
    {
        Random random = new(20261122);
        List<string> failures = [];
        for (int round = 0; round < 1500; round++)
        {
            string method = CatalogueTests.Documented[random.Next(CatalogueTests.Documented.Length)];
            method = round % 40 == 0 ? "batch" : method;
            JsonObject body = new() { ["botId"] = BotId, ["botToken"] = Token };
            if (random.Next(3) > 0)
            {
                body["dialogId"] = "chat5";
                body["messageId"] = random.Next(1, 20);
                body["commandId"] = random.Next(60, 65);
            }

            if (random.Next(3) > 0)
            {
                JsonObject fields = [];
                for (int count = random.Next(6); count > 0; count--)
                {
                    fields[FieldNames[random.Next(FieldNames.Length)]] = Odd(random);
                }

                body["fields"] = fields;
            }

            for (int count = random.Next(3); count > 0; count--)
            {
                body[Names[random.Next(Names.Length)]] = Odd(random);
            }

            string text = body.ToJsonString();
            Reply reply = await PostTextAsync(Hook(method), text, "application/json");
            bool hasResult = reply.Body.AsObject().ContainsKey("result");
            if (reply.Error == "EMULATOR_FAILURE" || (reply.Error is null) != hasResult)
            {
                failures.Add($"{method} {text}: {reply.Body.ToJsonString()}");
            }

            if (Portal.FindBot(BotId) is null || Portal.FindBot(BotId)!.Owner != "custom" + Token)
            {
                Emulator.Reset();
            }
        }

        Assert.Empty(failures);
    }

    [Theory]
    [InlineData("a[b][c]=1&a[b][]=2&a=3&a[]=4&[x]=5&=6&&%zz=7&b[=8&c]=9&d.e=10")]
    [InlineData("cmd[a]=profile%3Fx%5By%5D=1&cmd[b][c]=1&halt[]=1")]
    [InlineData("fields[0]=a&fields[1]=b&botId[]=456&botToken[x]=1")]
    public async Task UnusualFormsGetAnAnswerInThePortalsForm(string form)
    {
        foreach (string method in (string[])["batch", "imbot.v2.Chat.Message.send", "imbot.v2.Bot.register", "profile"])
        {
            Assert.NotEqual("EMULATOR_FAILURE", (await PostTextAsync(Hook(method), form, "application/x-www-form-urlencoded")).Error);
        }
    }

    [Fact]
    public async Task HalfASurrogatePairIsBrokenJson()
    {
        const string body = """{"botId":456,"botToken":"my_bot_token","dialogId":"chat5","fields":{"message":"\ud83d"}}""";
        (await PostTextAsync(Hook("imbot.v2.Chat.Message.send"), body, "application/json")).MustFail("BOT_TOKEN_NOT_SPECIFIED");
    }

    private static JsonNode? Odd(Random random) => JsonNode.Parse(OddValues[random.Next(OddValues.Length)]);
}
