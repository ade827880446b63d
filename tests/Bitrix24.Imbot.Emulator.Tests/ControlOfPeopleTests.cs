using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Bitrix24.Imbot.Emulator.Tests;

public sealed class ControlOfPeopleTests : EmulatorTest
{
    [Fact]
    public async Task PeopleEditReactAndDelete()
    {
        int id = (int)(await DoAsync("messages", new { userId = 17, botId = BotId, text = "hi" }))["id"]!;
        await DoAsync($"messages/{id}/edit", new { userId = 17, text = "hello" });
        int own = (await SendAsync(new { message = "mine" }, "17")).Int("id");
        await DoAsync($"messages/{own}/react", new { userId = 17, reaction = "fire" });
        await DoAsync($"messages/{own}/react", new { userId = 17, reaction = "fire", remove = true });
        await DoAsync("chats/456/read", new { userId = 17 });
        await DoAsync($"messages/{id}/delete", new { userId = 17 });
        string[] types = [.. (await ShowAsync($"events/{BotId}")).AsArray().Select(entry => (string)entry!["type"]!)];
        Assert.Equal(
            [
                "ONIMBOTV2JOINCHAT", "ONIMBOTV2MESSAGEADD", "ONIMBOTV2MESSAGEUPDATE", "ONIMBOTV2REACTIONCHANGE", "ONIMBOTV2REACTIONCHANGE",
                "ONIMBOTV2MESSAGEDELETE",
            ],
            types);
        Assert.Equal([17], Portal.MessagesOf("17", BotId).Single(message => message.Id == own).ViewedBy);
    }

    [Fact]
    public async Task ButtonsAndCommandsAreShown()
    {
        await BotAsync("Command.register", new { fields = new { command = "go", title = new { en = "Go" } } });
        int id = (await SendAsync(new { message = "k", keyboard = new[] { new { TEXT = "Go", COMMAND = "go" } } })).Int("id");
        await DoAsync($"messages/{id}/press", new { userId = 17, text = "Go" });
        Assert.Equal("keyboard", (string?)(await ShowAsync($"events/{BotId}"))[0]!["data"]!["command"]!["context"]);
        Assert.Equal("Go", (string?)(await ShowAsync("commands"))[0]!["title"]!["en"]);
        using HttpResponseMessage missing = await Http.PostAsJsonAsync(
            new Uri(Emulator.Address, $"emulator/messages/{id}/press"), new { userId = 17, text = "Other" }, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, missing.StatusCode);
    }

    [Fact]
    public async Task FilesActionsChatsAndDeliveriesAreShown()
    {
        await BotAsync("File.upload", new { dialogId = "chat5", fields = new { name = "a.txt", content = "YQ==" } });
        await BotAsync("Chat.InputAction.notify", new { dialogId = "chat5", duration = 5 });
        Assert.Equal("a.txt", (string?)(await ShowAsync("files"))[0]!["name"]);
        Assert.Equal(5, (int?)(await ShowAsync("actions"))[0]!["duration"]);
        Assert.Empty((await ShowAsync("deliveries")).AsArray());
        string dialogId = (string)(await DoAsync("chats", new { title = "New", userIds = new[] { 17, BotId } }))["dialogId"]!;
        (await SendAsync(new { message = "x" }, dialogId)).MustSucceed();
        Assert.Equal("ONIMBOTV2JOINCHAT", (string?)(await ShowAsync($"events/{BotId}"))[0]!["type"]);
    }

    [Theory]
    [InlineData("GET", "nothing")]
    [InlineData("DELETE", "info")]
    [InlineData("GET", "chats/chat999/messages")]
    public async Task UnknownIs404(string method, string path)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), new Uri(Emulator.Address, "emulator/" + path));
        using HttpResponseMessage response = await Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private async Task<JsonNode> ShowAsync(string path) =>
        JsonNode.Parse(await Http.GetStringAsync(new Uri(Emulator.Address, "emulator/" + path), Cancel))!;

    private async Task<JsonNode> DoAsync(string path, object body)
    {
        using HttpResponseMessage response = await Http.PostAsJsonAsync(new Uri(Emulator.Address, "emulator/" + path), body, Cancel);
        string text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(response.IsSuccessStatusCode, text);
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }
}
