using System.Text.Json;
using System.Text.Json.Nodes;
using Bitrix24.Imbot.Emulator.Actions;

namespace Bitrix24.Imbot.Emulator.Tests.ForeignClients;

/// <summary>
/// The documentation's curl examples: <c>curl -X POST -H "Content-Type: application/json" -H "Accept: application/json" -d '{...}'</c> with the
/// request of each method, by webhook and by OAuth.
/// </summary>
public sealed class CurlTests : EmulatorTest
{
    [Theory]
    [InlineData("webhook")]
    [InlineData("oauth")]
    public async Task EveryDocumentedRequestSucceeds(string authorization)
    {
        bool isOAuth = authorization == "oauth";
        List<string> failures = [];
        foreach (string method in DocumentedCalls.Methods)
        {
            Emulator.Reset();
            DocumentedCalls calls = await DocumentedCalls.PrepareAsync(Portal, CallAsync, Emulator.Application.AccessToken);
            if (method == "imbot.v2.Chat.Message.Reaction.delete")
            {
                await CallAsync("imbot.v2.Chat.Message.Reaction.add", calls.Parameters("imbot.v2.Chat.Message.Reaction.add", authorization));
            }

            Uri address = isOAuth ? new Uri(Emulator.Address, "rest/" + method) : Hook(method);
            JsonNode answer = await CurlAsync(address, calls.Parameters(method, authorization).ToJsonString());
            if (answer["error"] is not null || answer["result"] is null)
            {
                failures.Add($"{method}: {answer.ToJsonString()}");
            }
        }

        Assert.Empty(failures);
        Assert.Equal(40, DocumentedCalls.Methods.Count);

        async Task<JsonNode> CallAsync(string method, JsonObject parameters) =>
            (isOAuth ? await OAuthAsync(method, parameters) : await HookAsync(method, parameters)).MustSucceed().Result;
    }

    [Fact]
    public async Task TheExampleOfTheDocumentationsFirstPageSucceeds()
    {
        JsonNode answer = await CurlAsync(
            Hook("imbot.v2.Chat.Message.send"),
            """{"botId":456,"botToken":"my_bot_token","dialogId":"chat5","fields":{"message":"Enter search string"}}""");
        Assert.Equal("Enter search string", Assert.Single(Portal.MessagesOf("chat5")).Text);
        Assert.Equal(1, (int)answer["result"]!["id"]!);
    }

    [Fact]
    public async Task DataWithoutATypeIsAQuery()
    {
        string curl = Curl();
        (int code, string output, string errors) = await ForeignProcess.RunAsync(
            curl, ["-sS", "--noproxy", "*", Hook("imbot.v2.Chat.get").AbsoluteUri, "-d", "botId=456", "-d", "botToken=my_bot_token", "-d", "dialogId=chat5"],
            AppContext.BaseDirectory, "", new Dictionary<string, string>(), Cancel);
        Assert.True(code == 0, errors);
        Assert.Equal("chat5", (string?)JsonNode.Parse(output)!["result"]!["chat"]!["dialogId"]);
    }

    private static string Curl()
    {
        string? curl = ForeignProcess.Find("curl");
        Assert.SkipWhen(curl is null, "curl is not on the PATH.");
        return curl!;
    }

    private static async Task<JsonNode> CurlAsync(Uri address, string body)
    {
        string[] arguments = ["-sS", "--noproxy", "*", "-X", "POST", "-H", "Content-Type: application/json", "-H", "Accept: application/json", "-d", body, address.AbsoluteUri];
        (int code, string output, string errors) = await ForeignProcess.RunAsync(
            Curl(), arguments, AppContext.BaseDirectory, "", new Dictionary<string, string>(), Cancel);
        Assert.True(code == 0, errors);
        try
        {
            return JsonNode.Parse(output)!;
        }
        catch (JsonException)
        {
            throw new InvalidDataException(output);
        }
    }
}
