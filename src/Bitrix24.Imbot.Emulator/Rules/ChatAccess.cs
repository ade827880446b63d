using Bitrix24.Imbot.Emulator.Rest;

namespace Bitrix24.Imbot.Emulator.Rules;

/// <summary>Checks whether a user may see a chat or a message (docs/portal/chats.md, "Access").</summary>
internal static class ChatAccess
{
    public static Chat Require(Chat? chat, int actingUserId)
    {
        RestException.ThrowIf(chat is null, "CHAT_NOT_FOUND");
        return chat.HasMember(actingUserId) ? chat : throw new RestException("ACCESS_DENIED");
    }

    public static Message RequireMessage(PortalState portal, int messageId, int actingUserId)
    {
        Message message = portal.MessageById(messageId) ?? throw new RestException("MESSAGE_NOT_FOUND");
        ChatMember member = portal.ChatById(message.ChatId)?.Member(actingUserId) ?? throw new RestException("ACCESS_DENIED");
        return message.Id > member.JoinedAfterMessageId ? message : throw new RestException("MESSAGE_ACCESS_DENIED");
    }
}
