using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.State;

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
    public async Task PeopleCanBeAdded()
    {
        int id = (int)(await DoAsync("users", new { firstName = "Maria", lastName = "Orlova", email = "maria@example.com", isActive = "N" }))["id"]!;
        Reply found = await HookAsync("user.get", new { FILTER = new { EMAIL = "maria@example.com" } });
        Assert.Equal($"{id} | Orlova | false", Assert.Single(found.Result.AsArray()).Show("ID", "LAST_NAME", "ACTIVE"));
        Assert.True((bool)(await HookAsync("user.get", new { ID = (int)(await DoAsync("users", new { firstName = "Max" }))["id"]! })).Result.AsArray()[0]!["ACTIVE"]!);
    }

    [Fact]
    public async Task PeopleReplyAndForward()
    {
        int asked = (await SendAsync(new { message = "Shall I?" }, "17")).Int("id");
        int answered = (int)(await DoAsync("messages", new { userId = 17, botId = BotId, text = "Yes", replyId = asked }))["id"]!;
        int forwarded = (int)(await DoAsync($"messages/{asked}/forward", new { userId = 17, dialogId = "chat5" }))["id"]!;
        await DoAsync($"messages/{answered}/forward", new { userId = 17, dialogId = BotId });
        JsonNode[] heard = [.. (await ShowAsync($"events/{BotId}")).AsArray()
            .Where(entry => (string?)entry!["type"] == "ONIMBOTV2MESSAGEADD").Select(entry => entry!["data"]!["message"]!)];
        Assert.Equal(2, heard.Length);
        Assert.Equal((answered, asked), ((int)heard[0]["id"]!, (int)heard[0]["params"]!["REPLY_ID"]!));
        Assert.Equal((answered, 17), ((int)heard[1]["forward"]!["id"]!, (int)heard[1]["forward"]!["userId"]!));
        Message copy = Portal.MessagesOf("chat5").Single(message => message.Id == forwarded);
        Assert.Equal(("Shall I?", 17, (int?)asked), (copy.Text, copy.AuthorId, copy.ForwardedFrom));
    }

    [Fact]
    public async Task RepliesAndForwardsOfInvisibleMessagesAreRefused()
    {
        int elsewhere = (await SendAsync(new { message = "in a chat" }, "chat5")).Int("id");
        int secret = (await SendAsync(new { message = "for Anna" }, "17")).Int("id");
        int removed = (int)(await DoAsync("messages", new { userId = 17, botId = BotId, text = "gone" }))["id"]!;
        await BotAsync("Chat.Message.read", new { dialogId = "17" });
        await DoAsync($"messages/{removed}/delete", new { userId = 17 });
        await RefusedAsync("messages", new { userId = 17, botId = BotId, text = "x", replyId = elsewhere });
        await RefusedAsync("messages", new { userId = 17, botId = BotId, text = "x", replyId = 99_999 });
        await RefusedAsync("messages", new { userId = 17, botId = BotId, text = "x", replyId = removed });
        await RefusedAsync($"messages/{secret}/forward", new { userId = 23, dialogId = "chat5" });
        await RefusedAsync($"messages/{removed}/forward", new { userId = 17, dialogId = "chat5" });
        await RefusedAsync($"messages/{secret}/forward", new { userId = 17, dialogId = "chat99" });
        await RefusedAsync($"messages/{secret}/forward", new { userId = 17 });

        // A refused action creates no private chat.
        int chats = (await ShowAsync("chats")).AsArray().Count;
        await RefusedAsync("messages", new { userId = 17, dialogId = "23", text = "x", replyId = secret });
        await RefusedAsync($"messages/{removed}/forward", new { userId = 17, dialogId = "23" });
        await RefusedAsync("chats/23/files", new { userId = 17, name = "empty.txt", content = "" });
        await RefusedAsync("chats/23/users/delete", new { userId = 17, byUserId = 17 });
        Assert.Equal(chats, (await ShowAsync("chats")).AsArray().Count);
        Assert.DoesNotContain(Portal.MessagesOf("17", BotId), message => message.Text == "x");
        Assert.DoesNotContain(Portal.MessagesOf("chat5"), message => message.ForwardedFrom is not null);
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
    public async Task ButtonsArePressedByIndexEvenInCommandAnswers()
    {
        int commandId = (await BotAsync("Command.register", new { fields = new { command = "go", title = new { en = "Go" } } })).Int("command", "id");
        int called = (int)(await DoAsync("messages", new { userId = 17, botId = BotId, text = "/go" }))["id"]!;
        object keyboard = new { BUTTONS = new object[] { new { TEXT = "Go", COMMAND = "/go", COMMAND_PARAMS = "a" }, new { TEXT = "Go", COMMAND = "go", COMMAND_PARAMS = "b" } } };
        await BotAsync("Command.answer", new { commandId, messageId = called, dialogId = "17", fields = new { message = "k", keyboard } });
        Message answer = Portal.MessagesOf("17", BotId)[^1];
        await DoAsync($"messages/{answer.Id}/press", new { userId = 17, index = 1 });
        await DoAsync($"messages/{answer.Id}/press", new { userId = 17, text = "Go" });
        string[] parameters = [.. (await ShowAsync($"events/{BotId}")).AsArray()
            .Where(entry => (string?)entry!["type"] == "ONIMBOTV2COMMANDADD").Select(entry => (string)entry!["data"]!["command"]!["params"]!)];
        Assert.Equal(["", "b", "a"], parameters);
    }

    [Theory]
    [InlineData(0, "can't be pressed")]
    [InlineData(1, "Docs Bot has not registered the command 'other'")]
    [InlineData(2, "can't be pressed")]
    [InlineData(3, "can't be pressed")]
    public async Task OtherButtonsCannotBePressed(int index, string reason)
    {
        int id = (await SendAsync(new
        {
            message = "k",
            keyboard = new object[]
            {
                new { TEXT = "Off", COMMAND = "go", DISABLED = "Y" }, new { TEXT = "Other", COMMAND = "other" }, new { TEXT = "Link", LINK = "/x" },
            },
        })).Int("id");
        await RefusedAsync($"messages/{id}/press", new { userId = 17, index }, reason);
    }

    [Fact]
    public async Task MembersAreAddedAndRemovedByPeopleWithTheirRights()
    {
        await DoAsync("chats/chat5/users/delete", new { userId = BotId, byUserId = 1 });
        await RefusedAsync("chats/chat5/users/delete", new { userId = 1, byUserId = 17 }, "Anna Petrova can't remove Olga Admin from 'General talk'");
        await RefusedAsync("chats/chat5/users/delete", new { userId = 457, byUserId = BotId }, "Docs Bot is not a member of 'General talk'");
        await RefusedAsync("chats/chat5/users", new { userId = BotId, byUserId = BotId }, "Docs Bot can't add Docs Bot to 'General talk'");
        await DoAsync("chats/chat5/users", new { userId = BotId, byUserId = 17 });
        await DoAsync("chats/chat5/users/delete", new { userId = 17 });
        Assert.Equal([1, 23, 457, BotId], Portal.FindChat("chat5")!.Members.Select(member => member.UserId));
        JsonNode joined = (await ShowAsync($"events/{BotId}"))[0]!;
        Assert.Equal(("ONIMBOTV2JOINCHAT", 17), ((string?)joined["type"], (int?)joined["data"]!["user"]!["id"]));
    }

    [Theory]
    [InlineData("messages/1/edit", """{"userId":17,"text":"x"}""", "Only the author can edit or delete a message.")]
    [InlineData("messages/1/react", """{"userId":17,"reaction":"hug"}""", "'hug' is not a reaction.")]
    [InlineData("messages/99/delete", """{"userId":17}""", "Message 99 was deleted, or Anna Petrova is not a member of its chat.")]
    [InlineData("messages/first/delete", """{"userId":17}""", "'first' in the path must be a number.")]
    [InlineData("clock", """{"advanceSeconds":"soon"}""", "'advanceSeconds' must be a number.")]
    [InlineData("clock", "{", "The body is not valid JSON.")]
    [InlineData("clock", "{}", "Specify 'advanceSeconds'.")]
    [InlineData("faults", """{"kind":"x"}""", "'x' is not a kind of fault.")]
    public async Task ErrorsAreSentencesForPeople(string path, string body, string message)
    {
        Portal.Write(23, "chat5", "of Ivan");
        using StringContent content = new(body, System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await Http.PostAsync(new Uri(Emulator.Address, "emulator/" + path), content, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.StartsWith(message, MustBeASentence(await answer.Content.ReadAsStringAsync(Cancel)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PeopleSendFiles()
    {
        int id = (int)(await DoAsync($"chats/{BotId}/files", new { userId = 17, name = "folder/a.txt", content = "YQ==", text = "look" }))["id"]!;
        JsonNode told = (await ShowAsync($"events/{BotId}"))[1]!;
        Assert.Equal(("ONIMBOTV2MESSAGEADD", id, "look"), ((string?)told["type"], (int?)told["data"]!["message"]!["id"], (string?)told["data"]!["message"]!["text"]));
        StoredFile file = Assert.Single(Portal.StoredFiles);
        Assert.Equal(("a.txt", 17, file.Id), (file.Name, file.AuthorId, (int?)told["data"]!["message"]!["params"]!["FILE_ID"]![0]));
        await RefusedAsync($"chats/{BotId}/files", new { userId = 17, name = "a.txt", content = "" }, "a size of 1 to");
        await RefusedAsync("chats/chat999/files", new { userId = 17, name = "a.txt", content = "YQ==" }, "was not found");
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
    public async Task UnknownPathsAnswer404(string method, string path)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), new Uri(Emulator.Address, "emulator/" + path));
        using HttpResponseMessage response = await Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private async Task<JsonNode> ShowAsync(string path) =>
        JsonNode.Parse(await Http.GetStringAsync(new Uri(Emulator.Address, "emulator/" + path), Cancel))!;

    private async Task RefusedAsync(string path, object body, string reason)
    {
        using HttpResponseMessage response = await Http.PostAsJsonAsync(new Uri(Emulator.Address, "emulator/" + path), body, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(reason, MustBeASentence(await response.Content.ReadAsStringAsync(Cancel)), StringComparison.Ordinal);
    }

    /// <summary>The message for a person, without names of parameters in the code.</summary>
    private static string MustBeASentence(string answer)
    {
        string message = (string)JsonNode.Parse(answer)!["message"]!;
        Assert.Matches(@"^[A-Z'].*\.\z", message);
        Assert.DoesNotContain("(Parameter", message, StringComparison.Ordinal);
        return message;
    }

    private async Task<JsonNode> DoAsync(string path, object body)
    {
        using HttpResponseMessage response = await Http.PostAsJsonAsync(new Uri(Emulator.Address, "emulator/" + path), body, Cancel);
        string text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(response.IsSuccessStatusCode, text);
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    private async Task RefusedAsync(string path, object fields)
    {
        using HttpResponseMessage answer = await Http.PostAsJsonAsync(new Uri(Emulator.Address, $"emulator/{path}"), fields, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        MustBeASentence(await answer.Content.ReadAsStringAsync(Cancel));
    }
}
