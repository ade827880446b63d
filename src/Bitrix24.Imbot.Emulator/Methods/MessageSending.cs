using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Cards;
using Bitrix24.Imbot.Emulator.Rest;
using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Methods;

/// <summary>
/// Sends a message to the chat that Message.send specifies: checks the call in the server's order, and then stores the message
/// (docs/portal/messages.md, "Send" and "Idempotency key").
/// </summary>
internal static class MessageSending
{
    private const int MaxForwards = 100;
    private const int MaxKeyLength = 255;

    public static JsonObject Send(RestCall call, Bot bot, Chat chat, FieldMap fields)
    {
        List<(string? Uuid, int MessageId)> forwards = Forwards(fields["forwardIds"]);
        FieldMap accepted = MessageFields.Accept(fields, MessageFields.Send);
        bool isForwardOnly = forwards.Count > 0 && !accepted.Has("MESSAGE") && !accepted.Has("ATTACH");
        int? messageId = isForwardOnly ? null : Store(call, chat, Draft(call, bot, chat, accepted), accepted.Text("TEMPLATE_ID"));

        JsonObject uuidMap = [];
        foreach ((string? uuid, int sourceId) in forwards)
        {
            // The text is stored before the forwards are checked, so it is in the chat although the call fails.
            Message source = ChatAccess.RequireMessage(call.Portal, sourceId, bot.Id);
            Message copy = MessageStore.Add(call.Portal, chat, MessageDraft.CreateForward(source, bot.Id, uuid));
            if (uuid is not null)
            {
                uuidMap[uuid] = copy.Id;
            }
        }

        return new JsonObject { ["id"] = messageId, ["uuidMap"] = uuidMap };
    }

    private static MessageDraft Draft(RestCall call, Bot bot, Chat chat, FieldMap fields)
    {
        string text = RequiredText(fields);
        bool isSystem = fields.Flag("SYSTEM", false);
        if (isSystem && chat.Type != ChatType.Private && call.Credential.IsOAuth)
        {
            text = $"[b]{call.Portal.Application.Name}[/b]\n{text}";
        }

        JsonObject parameters = [];
        if (fields.Has("ATTACH"))
        {
            parameters["ATTACH"] = new JsonArray(AttachmentRules.Accept(fields["ATTACH"], call.Portal.Clock.Now, required: true));
        }

        if (PhpValue.IsTrue(fields["KEYBOARD"]))
        {
            parameters["KEYBOARD"] = KeyboardRules.Accept(fields["KEYBOARD"], bot.Id);
        }

        int replyId = PhpValue.Integer(fields["REPLY_ID"]);
        if (replyId > 0)
        {
            Message original = ChatAccess.RequireMessage(call.Portal, replyId, bot.Id);
            parameters["REPLY_ID"] = original.ChatId == chat.Id ? original.Id : throw new RestException("REPLY_ERROR");
        }

        return new MessageDraft(bot.Id, text)
        {
            IsSystem = isSystem && call.Portal.FindUser(call.Credential.UserId) is not { IsExtranet: true },
            IsUrlPreviewed = fields.Flag("URL_PREVIEW", true),
            Params = parameters,
        };
    }

    private static string RequiredText(FieldMap fields)
    {
        if (!fields.Has("MESSAGE"))
        {
            return fields.Has("ATTACH") ? "" : throw new RestException("EMPTY_MESSAGE", "Message can't be empty");
        }

        RestException.ThrowIf(!PhpValue.IsString(fields["MESSAGE"]), "EMPTY_MESSAGE", "Wrong message type");
        string text = PhpText.Trim(fields.Text("MESSAGE")!);
        return text.Length > 0 || PhpValue.IsTrue(fields["ATTACH"]) ? text : throw new RestException("EMPTY_MESSAGE", "Message can't be empty");
    }

    private static int Store(RestCall call, Chat chat, MessageDraft draft, string? templateId)
    {
        RestException.ThrowIf(!draft.Params.ContainsKey("ATTACH") && MessageText.Prepare(draft.Text).Length == 0, "SENDING_FAILED");
        string? key = templateId is null ? null : PhpText.First(templateId, MaxKeyLength);
        if (draft.IsSystem || !IdempotencyKeys.IsKey(key))
        {
            return MessageStore.Add(call.Portal, chat, draft).Id;
        }

        if (call.Portal.Keys.Reserve(key!) is int known)
        {
            return known;
        }

        int messageId = MessageStore.Add(call.Portal, chat, draft with { Uuid = key }).Id;
        call.Portal.Keys.Finish(key!, messageId);
        return messageId;
    }

    private static List<(string? Uuid, int MessageId)> Forwards(JsonNode? value)
    {
        JsonObject map = PhpValue.AsMap(value) ?? [];
        RestException.ThrowIf(map.Count > MaxForwards, "TOO_MANY_MESSAGES");
        List<(string? Uuid, int MessageId)> forwards = [];
        foreach (KeyValuePair<string, JsonNode?> pair in map)
        {
            // The first element of a plain list has the key 0, which counts as no key. The keys of further elements aren't UUIDs, so they fail.
            string? uuid = pair.Key == "0" ? null : pair.Key;
            RestException.ThrowIf(uuid is not null && !IdempotencyKeys.IsKey(uuid), "WRONG_UUID");
            forwards.Add((uuid, PhpValue.Integer(pair.Value)));
        }

        return forwards;
    }
}
