using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Forms;
using Bitrix24.Imbot.Emulator.Rest;
using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Methods;

/// <summary>The methods of imbot.v2.Chat (docs/portal/chats.md).</summary>
internal static class ChatMethods
{
    public static JsonNode Add(RestCall call)
    {
        Bot bot = call.OwnedBot();
        FieldMap fields = call.Parameters.MapOrEmpty("fields");

        // The user of the webhook or token needs the right to create chats; the bot doesn't.
        if (call.Portal.FindUser(call.Credential.UserId) is { IsExtranet: true })
        {
            throw new RestException("ACCESS_DENIED");
        }

        ChatType type = PhpValue.Text(fields.First("type", "TYPE")) == "open" ? ChatType.Open : ChatType.Group;
        int ownerId = fields.First("ownerId", "OWNER_ID") is JsonNode owner ? PhpValue.Integer(owner) : bot.Id;
        IEnumerable<int> userIds = [.. PhpValue.Items(fields.First("userIds", "USER_IDS")).Select(PhpValue.Integer), bot.Id, ownerId];
        Portal portal = call.Portal;
        Chat chat = portal.AddChat(
            portal.NextChatId(), type, PhpValue.Text(fields.First("title", "TITLE")) ?? "", portal.FindUser(ownerId) is null ? 0 : ownerId, userIds);
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
            MessageStore.Add(portal, chat, new MessageDraft { AuthorId = bot.Id, Text = message });
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
            chat.Avatar = ImageSize.Read(Base64Text.Decode(avatar) ?? []) is null ? "" : $"/upload/chat/{chat.Id}";
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
        if (chat.Type == ChatType.Private || chat.OwnerId != bot.Id)
        {
            throw new RestException("ACCESS_DENIED");
        }

        chat.OwnerId = userId;
        chat.Member(userId)?.IsManager = true;
        return RestCall.Done;
    }

    public static JsonNode Leave(RestCall call)
    {
        Bot bot = call.OwnedBot();
        Chat chat = call.OpenChat(bot.Id);
        if (chat.Type == ChatType.Private)
        {
            throw new RestException("ACCESS_DENIED");
        }

        ChatRights.Remove(chat, bot.Id);
        return RestCall.Done;
    }
}
