using System.Text.Json;
using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Forms;
using Bitrix24.Imbot.Emulator.Rest;
using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Methods;

/// <summary>The methods of imbot.v2.Chat, and im.v2.Chat.Bot.sendContext (docs/portal/chats.md).</summary>
internal static class ChatMethods
{
    private const int MaxActionSeconds = 600;

    public static JsonNode Add(RestCall call)
    {
        Bot bot = call.OwnedBot();
        FieldMap fields = call.Parameters.MapOrEmpty("fields");

        // The user of the webhook or token needs the right to create chats; the bot doesn't.
        RestException.ThrowIf(call.Portal.FindUser(call.Credential.UserId) is { IsExtranet: true }, "ACCESS_DENIED");
        ChatType type = PhpValue.Text(fields.First("type", "TYPE")) == "open" ? ChatType.Open : ChatType.Group;
        int ownerId = fields.First("ownerId", "OWNER_ID") is JsonNode owner ? PhpValue.Integer(owner) : bot.Id;
        IEnumerable<int> userIds = [.. PhpValue.Items(fields.First("userIds", "USER_IDS")).Select(PhpValue.Integer), bot.Id, ownerId];
        Portal portal = call.Portal;
        Chat chat = portal.AddChat(
            ++portal.Content.LastChatId,
            type,
            PhpValue.Text(fields.First("title", "TITLE")) ?? "",
            portal.FindUser(ownerId) is null ? 0 : ownerId,
            userIds);
        chat.Description = PhpValue.Text(fields.First("description", "DESCRIPTION")) ?? "";
        chat.EntityType = PhpValue.Text(fields.First("entityType", "ENTITY_TYPE")) ?? "";
        chat.EntityId = PhpValue.Text(fields.First("entityId", "ENTITY_ID")) ?? "";
        chat.Color = ColorTable.Find(PhpValue.Text(fields.First("color", "COLOR"))) ?? chat.Color;
        foreach (ChatMember member in chat.Members)
        {
            portal.Events.Joined(chat, member.UserId, bot.Id);
        }

        if (PhpValue.Text(fields.First("message", "MESSAGE")) is { Length: > 0 } message)
        {
            MessageStore.Add(portal, chat, new MessageDraft(bot.Id, message));
        }

        return ChatForm.Answer(portal, chat, bot.Id);
    }

    public static JsonNode Get(RestCall call)
    {
        Bot bot = call.OwnedBot();
        return ChatForm.Answer(call.Portal, call.OpenChat(bot.Id), bot.Id);
    }

    public static JsonNode Update(RestCall call)
    {
        Bot bot = call.OwnedBot();
        Chat? bound = call.BindChat(bot.Id);
        FieldMap fields = call.Parameters.MapOrEmpty("fields");
        Chat chat = ChatRights.RequireOwnedGroup(ChatAccess.Require(bound, bot.Id), bot.Id);
        chat.Title = fields.Text("title") ?? chat.Title;
        chat.Description = fields.Text("description") ?? chat.Description;
        chat.Color = ColorTable.Find(fields.Text("color")) ?? chat.Color;
        if (fields.Text("avatar") is string avatar)
        {
            // Content that isn't an image removes the avatar without an error.
            chat.Avatar = ImageSize.Read(PhpText.DecodeBase64(avatar) ?? []) is null ? "" : $"/upload/chat/{chat.Id}";
        }

        return RestCall.Done;
    }

    /// <summary>The portal checks neither that the user exists nor that the user is a member (docs/portal/chats.md, "Owner").</summary>
    public static JsonNode SetOwner(RestCall call)
    {
        Bot bot = call.OwnedBot();
        Chat? bound = call.BindChat(bot.Id);
        int userId = call.Parameters.Integer("userId");
        Chat chat = ChatAccess.Require(bound, bot.Id);
        RestException.ThrowIf(chat.Type == ChatType.Private || chat.OwnerId != bot.Id, "ACCESS_DENIED");
        chat.OwnerId = userId;
        chat.Member(userId)?.IsManager = true;
        return RestCall.Done;
    }

    public static JsonNode Leave(RestCall call)
    {
        Bot bot = call.OwnedBot();
        Chat chat = call.OpenChat(bot.Id);
        RestException.ThrowIf(chat.Type == ChatType.Private, "ACCESS_DENIED");
        ChatRights.Remove(chat, bot.Id);
        return RestCall.Done;
    }

    /// <summary>Shows an input action, and always returns true. The code isn't validated, and the duration is clamped.</summary>
    public static JsonNode NotifyInputAction(RestCall call)
    {
        Bot bot = call.OwnedBot();
        Chat? bound = call.BindChat(bot.Id);
        string? code = call.Parameters.OptionalString("statusMessageCode");
        int? seconds = call.Parameters.OptionalInteger("duration") is int duration ? Math.Clamp(duration, 1, MaxActionSeconds) : null;
        Chat chat = ChatAccess.Require(bound, bot.Id);
        call.Portal.Content.InputActions.Add(new InputAction(bot.Id, chat.Id, code, seconds, call.Portal.Clock.Now));
        return RestCall.Done;
    }

    /// <summary>Any member may do this. Only JSON <c>false</c> disables the field.</summary>
    public static JsonNode EnableTextField(RestCall call)
    {
        Chat chat = call.OpenChat(call.OwnedBot().Id);
        chat.IsTextFieldEnabled = call.Parameters["enabled"]?.GetValueKind() != JsonValueKind.False;
        return RestCall.Done;
    }

    /// <summary>
    /// Sends a bot the context with which the user opened the dialog. The answer isn't documented; similar methods only report success.
    /// </summary>
    public static JsonNode SendContext(RestCall call)
    {
        int userId = call.Credential.UserId;
        Chat? bound = call.BindChat(userId);
        JsonNode context = call.Parameters.Array("context");
        Chat chat = ChatAccess.Require(bound, userId);
        RestException.ThrowIf(chat.Members.All(member => call.Portal.FindBot(member.UserId) is null), "BOT_CONTEXT_ERROR");
        call.Portal.Events.ContextSent(chat, userId, context);
        return RestCall.Done;
    }
}
