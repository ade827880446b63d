using System.Text;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Tests.Rest;
using Bitrix24.Imbot.Core.Text;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Messages;

public sealed class MessageRequestTests
{
    private static readonly Attachment Attachment = new([new MessageBlock("x")]);
    private static readonly Keyboard Keyboard = new([new KeyboardButton { Text = "Go", Link = "/" }]);

    [Fact]
    public void A_message_carries_attachment_and_keyboard()
    {
        SendMessageRequest request = new(8120, "chat318", "text", Attachment, Keyboard) { IdempotencyKey = "k" };
        Assert.Equal(
            """{"botId":8120,"dialogId":"chat318","fields":{"message":"text","attach":{"BLOCKS":[{"MESSAGE":"x"}]},"keyboard":{"BOT_ID":8120,"BUTTONS":[{"TEXT":"Go","LINK":"/"}]},"templateId":"k"}}""",
            SentJson.Of(request));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n")]
    public void An_attachment_is_a_message_and_a_keyboard_is_none(string? text)
    {
        SendMessageRequest request = new(8120, "chat318", text, Attachment) { IdempotencyKey = "k" };
        Assert.Equal(
            """{"botId":8120,"dialogId":"chat318","fields":{"attach":{"BLOCKS":[{"MESSAGE":"x"}]},"templateId":"k"}}""",
            SentJson.Of(request));
        Assert.Equal(
            nameof(MessageErrors.MessageEmpty),
            Assert.Throws<B24Exception>(() => new SendMessageRequest(8120, "chat318", text, null, Keyboard)).ErrorId);
    }

    [Fact]
    public void The_options_of_a_message_go_to_their_documented_places() => SentJson.Check(
        "imbot.v2.Chat.Message.send",
        """{"botId":8120,"dialogId":"17","fields":{"message":"text","replyId":7,"urlPreview":false,"skipConnector":true,"silentConnector":true,"templateId":"k"}}""",
        new SendMessageRequest(8120, "17", "text") { ReplyTo = 7, UrlPreview = false, SkipConnector = true, SilentConnector = true, IdempotencyKey = "k" });

    [Fact]
    public void A_system_message_has_no_key() => SentJson.Check(
        "imbot.v2.Chat.Message.send",
        """{"botId":8120,"dialogId":"chat318","fields":{"message":"text","system":true}}""",
        new SendMessageRequest(8120, "chat318", "text") { System = true });

    [Fact]
    public void Forwarded_messages_are_a_map_of_new_keys()
    {
        JsonMap fields = (JsonMap)new SendMessageRequest(8120, "17", "see", forwardMessageIds: [7, 9]).ToParameters()["fields"]!;
        JsonMap forwarded = (JsonMap)fields["forwardIds"]!;

        Assert.Equal(["message", "forwardIds"], fields.Select(member => member.Key));
        Assert.Equal([7L, 9L], forwarded.Select(member => member.Value));
        Assert.All(forwarded, member => Assert.True(CallRepeatability.IsKey(member.Key)));
    }

    [Fact]
    public void An_update_sends_only_what_is_given()
    {
        Assert.Equal("""{"message":"new"}""", FieldsOf(new MessageChange { Text = "new" }));
        Assert.Equal("""{"attach":{"BLOCKS":[{"MESSAGE":"x"}]}}""", FieldsOf(new MessageChange { Attachment = Attachment }));
        Assert.Equal(
            """{"keyboard":{"BOT_ID":8120,"BUTTONS":[{"TEXT":"Go","LINK":"/"}]}}""",
            FieldsOf(new MessageChange { Keyboard = Keyboard }));
        Assert.Equal("""{"keyboard":"N"}""", FieldsOf(new MessageChange { RemovesKeyboard = true }));
        Assert.Equal("""{"urlPreview":"N"}""", FieldsOf(new MessageChange { UrlPreview = false }));
        Assert.Equal("""{"urlPreview":"Y"}""", FieldsOf(new MessageChange { UrlPreview = true }));
        Assert.Equal("""{"message":"","attach":{"BLOCKS":[{"MESSAGE":"x"}]}}""", FieldsOf(new MessageChange { Text = "", Attachment = Attachment }));
    }

    [Fact]
    public void An_update_that_would_do_nothing_or_delete_is_refused()
    {
        Refuses(nameof(MessageErrors.MessageChangeMissing), new MessageChange());
        Refuses(nameof(MessageErrors.MessageWouldBeDeleted), new MessageChange { Text = "" });
        Refuses(nameof(MessageErrors.MessageWouldBeDeleted), new MessageChange { Text = " \n", UrlPreview = false });
        Refuses(nameof(MessageErrors.MessageWouldBeDeleted), new MessageChange { Text = "", RemovesKeyboard = true });
        Refuses(nameof(MessageErrors.MessageTooLong), new MessageChange { Text = new string('x', 20_001) });

        static void Refuses(string errorId, MessageChange change) =>
            Assert.Equal(errorId, Assert.Throws<B24Exception>(() => new UpdateMessageRequest(8120, 5, change)).ErrorId);
    }

    private static string FieldsOf(MessageChange change)
    {
        JsonMap parameters = new UpdateMessageRequest(8120, 5, change).ToParameters();
        Assert.Equal(5L, parameters["messageId"]);
        return JsonOf((JsonMap)parameters["fields"]!);
    }

    private static string JsonOf(JsonMap map) => Encoding.UTF8.GetString(JsonMapWriter.Write(map));
}
