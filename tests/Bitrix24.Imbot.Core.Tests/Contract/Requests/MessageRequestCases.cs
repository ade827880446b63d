using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Tests.Contract.Requests;

internal static class MessageRequestCases
{
    private static readonly Attachment Attachment = new([new MessageBlock("x")]);
    private static readonly Keyboard Keyboard = new([new KeyboardButton { Text = "Go", Link = "/" }]);

    public static readonly RequestCase[] All =
    [
        RequestCase.Of(
            "imbot.v2.Chat.Message.send",
            "an attachment and a keyboard",
            """{"botId":456,"dialogId":"chat5","fields":{"message":"text","attach":{"BLOCKS":[{"MESSAGE":"x"}]},"keyboard":{"BOT_ID":456,"BUTTONS":[{"TEXT":"Go","LINK":"/"}]},"templateId":"k"}}""",
            new SendMessageRequest(456, "chat5", "text", Attachment, Keyboard) { IdempotencyKey = "k" }),
        RequestCase.Of(
            "imbot.v2.Chat.Message.send",
            "an attachment without a text",
            """{"botId":456,"dialogId":"chat5","fields":{"attach":{"BLOCKS":[{"MESSAGE":"x"}]},"templateId":"k"}}""",
            new SendMessageRequest(456, "chat5", " \n", Attachment) { IdempotencyKey = "k" }),
        RequestCase.Of(
            "imbot.v2.Chat.Message.send",
            "all options",
            """{"botId":456,"dialogId":"17","fields":{"message":"text","replyId":7,"urlPreview":false,"skipConnector":true,"silentConnector":true,"templateId":"k"}}""",
            new SendMessageRequest(456, "17", "text") { ReplyTo = 7, UrlPreview = false, SkipConnector = true, SilentConnector = true, IdempotencyKey = "k" }),
        RequestCase.Of(
            "imbot.v2.Chat.Message.send",
            "a system message has no key",
            """{"botId":456,"dialogId":"chat5","fields":{"message":"text","system":true}}""",
            new SendMessageRequest(456, "chat5", "text") { System = true }),
        Update("a text", """{"message":"new"}""", new MessageChange { Text = "new" }),
        Update("an attachment", """{"attach":{"BLOCKS":[{"MESSAGE":"x"}]}}""", new MessageChange { Attachment = Attachment }),
        Update("an attachment instead of the text", """{"message":"","attach":{"BLOCKS":[{"MESSAGE":"x"}]}}""", new MessageChange { Text = "", Attachment = Attachment }),
        Update("a keyboard", """{"keyboard":{"BOT_ID":456,"BUTTONS":[{"TEXT":"Go","LINK":"/"}]}}""", new MessageChange { Keyboard = Keyboard }),
        Update("no keyboard", """{"keyboard":"N"}""", new MessageChange { RemovesKeyboard = true }),
        Update("no preview", """{"urlPreview":"N"}""", new MessageChange { UrlPreview = false }),
        Update("a preview", """{"urlPreview":"Y"}""", new MessageChange { UrlPreview = true }),
        RequestCase.Of("imbot.v2.Chat.Message.get", "a message", """{"botId":456,"messageId":789}""", new GetMessageRequest(456, 789)),
        RequestCase.Of("imbot.v2.Chat.Message.getContext", "a range", """{"botId":456,"messageId":789,"range":5}""", new GetMessageContextRequest(456, 789, 5)),
        RequestCase.Of("imbot.v2.Chat.Message.read", "up to a message", """{"botId":456,"dialogId":"chat5","messageId":789}""", new ReadMessagesRequest(456, "chat5", 789)),
        RequestCase.Of("imbot.v2.Chat.Message.read", "the whole dialog", """{"botId":456,"dialogId":"17"}""", new ReadMessagesRequest(456, "17", null)),
        RequestCase.Of("imbot.v2.Chat.Message.delete", "completely", """{"botId":456,"messageId":789,"complete":true}""", new DeleteMessageRequest(456, 789, true)),
        RequestCase.Of("imbot.v2.Chat.Message.delete", "with a trace", """{"botId":456,"messageId":789,"complete":false}""", new DeleteMessageRequest(456, 789, false)),
        RequestCase.Of(
            "imbot.v2.Chat.Message.Reaction.add", "a reaction", """{"botId":456,"messageId":789,"reaction":"like"}""", new AddReactionRequest(456, 789, "like")),
        RequestCase.Of(
            "imbot.v2.Chat.Message.Reaction.delete", "a reaction", """{"botId":456,"messageId":789,"reaction":"like"}""", new RemoveReactionRequest(456, 789, "like")),
    ];

    private static RequestCase Update(string what, string fields, MessageChange change) => RequestCase.Of(
        "imbot.v2.Chat.Message.update", what, $$"""{"botId":456,"messageId":5,"fields":{{fields}}}""", new UpdateMessageRequest(456, 5, change));
}
