using System.Text;
using System.Text.Json.Nodes;
using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Emulator.Tests;

public sealed class SendTests : EmulatorTest
{
    private string LastText => Portal.MessagesOf("chat5")[^1].Text;

    private JsonObject LastParams => Portal.MessagesOf("chat5")[^1].Params;

    [Fact]
    public async Task AnswersTheIdAndStoresAuthorAndText()
    {
        Reply reply = await SendAsync(new { message = " \n\t hello [b]world[/b] \u00a0\n" });
        Message message = Assert.Single(Portal.MessagesOf("chat5"));
        Assert.Equal((reply.Int("id"), 456, false), (message.Id, message.AuthorId, message.IsSystem));
        Assert.Equal("hello [b]world[/b] \u00a0", message.Text);
        Assert.Null(message.Uuid);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"message":""}""")]
    [InlineData("""{"message":" \n "}""")]
    [InlineData("""{"message":5}""")]
    [InlineData("""{"message":["x"]}""")]
    [InlineData("""{"message":null}""")]
    [InlineData("""{"MESSAGE":"upper"}""")]
    [InlineData("""{"keyboard":[{"TEXT":"a","LINK":"/b"}]}""")]
    [InlineData("""{"message":"","attach":[]}""")]
    public async Task EmptyMessageIsRefused(string fields) => (await SendAsync(JsonNode.Parse(fields)!)).MustFail("EMPTY_MESSAGE");

    [Fact]
    public async Task MissingFieldsAreAnEmptyMessage() => (await BotAsync("Chat.Message.send", new { dialogId = "chat5" })).MustFail("EMPTY_MESSAGE");

    [Theory]
    [InlineData(20_000)]
    [InlineData(20_001)]
    [InlineData(20_006)]
    public async Task TextUpTo20006CharactersIsNotCut(int length)
    {
        string text = string.Concat(Enumerable.Repeat("\U0001F600", length));
        await SendAsync(new { message = text });
        Assert.Equal(length, LastText.EnumerateRunes().Count());
    }

    [Fact]
    public async Task LongerTextIsCutByCodePointsAndMarked()
    {
        await SendAsync(new { message = string.Concat(Enumerable.Repeat("\U0001F600", 20_007)) });
        Assert.Equal(20_006, LastText.EnumerateRunes().Count());
        Assert.EndsWith("\U0001F600 (...)", LastText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LineBreakCodesAreReplacedBeforeCutting()
    {
        await SendAsync(new { message = new string('x', 19_990) + "[BR][br]#BR#[Br]" });
        Assert.Equal(new string('x', 19_990) + "\n\n\n[Br]", LastText);
    }

    [Fact]
    public async Task ChatAccessWinsOverAnEmptyMessage()
    {
        Chat foreign = Portal.AddChat("Foreign", 1);
        (await SendAsync(new { message = "" }, $"chat{foreign.Id}")).MustFail("ACCESS_DENIED");
        (await SendAsync(new { message = "" }, "chat999")).MustFail("CHAT_NOT_FOUND");
    }

    [Fact]
    public async Task PrivateDialogIsCreatedAndReused()
    {
        await SendAsync(new { message = "one" }, "17");
        await SendAsync(new { message = "two" }, "17");
        Assert.Equal(["one", "two"], Portal.MessagesOf("17", BotId).Select(message => message.Text));
        Assert.Equal("17", Portal.FindChat("17", BotId)!.DialogIdFor(BotId));
    }

    [Fact]
    public async Task AttachmentAloneIsEnoughInBothForms()
    {
        (await SendAsync(new { attach = new object[] { new { MESSAGE = "short" } } })).MustSucceed();
        Assert.Equal("short", (string?)LastParams["ATTACH"]![0]!["BLOCKS"]![0]!["MESSAGE"]);
        const string attach = """{"COLOR_TOKEN":"alert","BLOCKS":[{"DELIMITER":{"SIZE":1}},{"NOPE":1},{"LINK":{"LINK":"x"}}]}""";
        (await SendAsync(new { attach })).MustSucceed();
        Assert.Equal("alert", (string?)LastParams["ATTACH"]![0]!["COLOR_TOKEN"]);
        Assert.Single(LastParams["ATTACH"]![0]!["BLOCKS"]!.AsArray());
    }

    [Fact]
    public async Task NumbersOfAnAttachmentHave64Bits()
    {
        (await SendAsync(new { attach = new object[] { new { FILE = new { LINK = "/f", SIZE = 50_000_000_000 } } } })).MustSucceed();
        Assert.Equal(50_000_000_000, (long)LastParams["ATTACH"]![0]!["BLOCKS"]![0]!["FILE"]![0]!["SIZE"]!);
    }

    [Theory]
    [InlineData("""[{"message":"lower"}]""")]
    [InlineData("""{"BLOCKS":[]}""")]
    [InlineData("\"text\"")]
    [InlineData("""[{"LINK":{"LINK":"javascript:x"}}]""")]
    public async Task UnusableAttachmentIsRefused(string attach) =>
        (await SendAsync(new { message = "text", attach = JsonNode.Parse(attach) })).MustFail("PARAM_ATTACH_ERROR");

    [Fact]
    public async Task AttachmentOf60000CharactersIsRefused() =>
        (await SendAsync(new { attach = new object[] { new { MESSAGE = new string('x', 60_000) } } })).MustFail("PARAM_ATTACH_ERROR");

    [Fact]
    public async Task KeyboardKeepsUsableButtonsAndOverwritesTheBot()
    {
        object keyboard = new
        {
            BOT_ID = 999,
            BUTTONS = new object[]
            {
                new { TEXT = "Link", LINK = "https://example.com/", DISPLAY = "LINE" },
                new { TEXT = "No action" },
                new { TEXT = "0", LINK = "/x" },
                new { TEXT = "Function", FUNCTION = "alert(1)" },
                new { TYPE = "NEWLINE" },
                new { TEXT = "Command", COMMAND = "/help", COMMAND_PARAMS = "me", BOT_ID = 999 },
            },
        };
        (await SendAsync(new { message = "k", keyboard })).MustSucceed();
        JsonArray buttons = LastParams["KEYBOARD"]!.AsArray();
        Assert.Equal(["Link", null, "Command"], buttons.Select(button => (string?)button!["TEXT"]));
        Assert.Equal(("help", 456), ((string?)buttons[2]!["COMMAND"], (int?)buttons[2]!["BOT_ID"]));
    }

    [Theory]
    [InlineData("""[{"text":"lower","link":"/x"}]""")]
    [InlineData("""{"BUTTONS":[{"TEXT":"x"}]}""")]
    [InlineData("\"no json\"")]
    public async Task UnusableKeyboardIsRefused(string keyboard) =>
        (await SendAsync(new { message = "text", keyboard = JsonNode.Parse(keyboard) })).MustFail("PARAM_KEYBOARD_ERROR");

    [Fact]
    public async Task TooLongKeyboardIsRefused()
    {
        object[] keyboard = [.. Enumerable.Range(0, 30).Select(_ => new { TEXT = new string('x', 2000), LINK = "/x" })];
        (await SendAsync(new { message = "text", keyboard })).MustFail("SENDING_FAILED");
        Assert.Empty(Portal.MessagesOf("chat5"));
    }

    [Fact]
    public async Task AttachErrorWinsOverKeyboardOverReply()
    {
        (await SendAsync(new { message = "x", attach = "a", keyboard = "k", replyId = 99 })).MustFail("PARAM_ATTACH_ERROR");
        (await SendAsync(new { message = "x", keyboard = "k", replyId = 99 })).MustFail("PARAM_KEYBOARD_ERROR");
        (await SendAsync(new { message = "x", replyId = 99 })).MustFail("MESSAGE_NOT_FOUND");
        (await SendAsync(new { message = "", replyId = 99 })).MustFail("EMPTY_MESSAGE");
    }

    [Fact]
    public async Task ReplyMustBeToAMessageOfTheChat()
    {
        int id = Portal.Write(17, "chat5", "question").Id;
        (await SendAsync(new { message = "answer", replyId = id })).MustSucceed();
        Assert.Equal(id, (int?)LastParams["REPLY_ID"]);
        (await SendAsync(new { message = "elsewhere", replyId = id }, "17")).MustFail("REPLY_ERROR");
    }

    [Fact]
    public async Task MessagesFromBeforeTheBotJoinedAreNotAccessible()
    {
        Chat chat = Portal.AddChat("Old", 1, 17);
        int id = Portal.Write(17, $"chat{chat.Id}", "old").Id;
        (await SendAsync(new { message = "x", replyId = id })).MustFail("ACCESS_DENIED");
        Portal.AddMember(chat, BotId);
        (await SendAsync(new { message = "x", replyId = id }, $"chat{chat.Id}")).MustFail("MESSAGE_ACCESS_DENIED");
    }

    [Fact]
    public async Task SystemMessagesHaveNoAuthorAndUnderOAuthTheApplicationsName()
    {
        await SendAsync(new { message = "note", system = "Y" });
        Assert.Equal((0, true, "note"), (Portal.MessagesOf("chat5")[^1].AuthorId, Portal.MessagesOf("chat5")[^1].IsSystem, LastText));
        await OAuthAsync("imbot.v2.Chat.Message.send", new { botId = 457, dialogId = "chat5", fields = new { message = "note", system = true } });
        Assert.Equal("[b]Emulated application[/b]\nnote", LastText);
    }

    [Fact]
    public async Task ForwardsAreCopiedAndMappedByUuid()
    {
        int id = Portal.Write(17, "chat5", "original").Id;
        string uuid = Guid.NewGuid().ToString();
        Reply pure = await SendAsync(new { forwardIds = new Dictionary<string, int> { [uuid] = id } }, "17");
        Assert.Null(pure.MustSucceed().At("id"));
        Message copy = Assert.Single(Portal.MessagesOf("17", BotId));
        Assert.Equal((copy.Id, "original", id), (pure.Int("uuidMap", uuid), copy.Text, copy.ForwardedFrom));

        (await SendAsync(new { message = "x", forwardIds = new Dictionary<string, int> { ["nope"] = id } })).MustFail("WRONG_UUID");
        (await SendAsync(new { message = "x", forwardIds = new[] { id, id } })).MustFail("WRONG_UUID");
        (await SendAsync(new { forwardIds = new[] { id } })).MustSucceed();
        int[] many = [.. Enumerable.Repeat(id, 101)];
        (await SendAsync(new { message = "x", forwardIds = many })).MustFail("TOO_MANY_MESSAGES");
    }

    [Fact]
    public async Task TextIsStoredAlthoughAForwardFails()
    {
        string uuid = Guid.NewGuid().ToString();
        (await SendAsync(new { message = "text", forwardIds = new Dictionary<string, int> { [uuid] = 999 } })).MustFail("MESSAGE_NOT_FOUND");
        Assert.Equal("text", LastText);
    }

    [Fact]
    public async Task TextIsStoredUnchanged()
    {
        StringBuilder text = new("<script>&amp; \"'\\ ÄЖ漢\U0001F468‍\U0001F469\u0001 [SEND=x] $result[a] # % +");
        await SendAsync(new { message = text.ToString() });
        Assert.Equal(text.ToString(), LastText);
    }
}
