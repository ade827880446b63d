using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Text;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Messages;

public sealed class MessageRequestTests
{
    private static readonly Attachment Attachment = new([new MessageBlock("x")]);
    private static readonly Keyboard Keyboard = new([new KeyboardButton { Text = "Go", Link = "/" }]);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n")]
    public void An_attachment_can_be_sent_without_text_but_a_keyboard_cannot(string? text)
    {
        Assert.Null(new SendMessageRequest(8120, "chat318", text, Attachment).Message);
        Assert.Equal(
            nameof(MessageErrors.MessageEmpty),
            Assert.Throws<B24Exception>(() => new SendMessageRequest(8120, "chat318", text, null, Keyboard)).ErrorId);
    }

    [Fact]
    public void Forwarded_messages_are_a_map_of_new_keys()
    {
        JsonMap fields = (JsonMap)new SendMessageRequest(8120, "17", "see", forwardMessageIds: [7, 9]).ToParameters()["fields"]!;
        JsonMap forwarded = (JsonMap)fields["forwardIds"]!;

        Assert.Equal(["message", "forwardIds"], fields.Select(member => member.Key));
        Assert.Equal([7L, 9L], forwarded.Select(member => member.Value));
        Assert.All(forwarded, member => Assert.True(CallParameters.IsMessageKey(member.Key)));
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
}
