using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Methods;
using Bitrix24.Imbot.Emulator.Rest;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Emulator.Rules;

/// <summary>May the acting user see this chat or message (docs/portal/chats.md, "Access").</summary>
internal static class ChatAccess
{
    /// <summary>The chat named by <c>dialogId</c> or <c>chatId</c>. Binding only: 100 for what does not bind, null for an unknown chat.</summary>
    public static Chat? Bind(RestCall call, int actingUserId)
    {
        if (call.Parameters["dialogId"] is null && call.Parameters["chatId"] is not null)
        {
            return call.Portal.ChatById(call.Parameters.Integer("chatId"));
        }

        return Dialogs.Open(call.Portal, call.Parameters.String("dialogId"), actingUserId);
    }

    /// <exception cref="RestException">CHAT_NOT_FOUND, ACCESS_DENIED.</exception>
    public static Chat Require(Chat? chat, int actingUserId)
    {
        if (chat is null)
        {
            throw new RestException("CHAT_NOT_FOUND");
        }

        return chat.HasMember(actingUserId) ? chat : throw new RestException("ACCESS_DENIED");
    }

    /// <summary>Binds and checks in one go, for methods whose only bound parameter is the chat.</summary>
    public static Chat Open(RestCall call, int actingUserId) => Require(Bind(call, actingUserId), actingUserId);

    /// <exception cref="RestException">MESSAGE_NOT_FOUND, ACCESS_DENIED, MESSAGE_ACCESS_DENIED.</exception>
    public static Message RequireMessage(Portal portal, int messageId, int actingUserId)
    {
        Message message = portal.MessageById(messageId) ?? throw new RestException("MESSAGE_NOT_FOUND");
        ChatMember member = portal.ChatById(message.ChatId)?.Member(actingUserId) ?? throw new RestException("ACCESS_DENIED");
        return message.Id > member.JoinedAfterMessageId ? message : throw new RestException("MESSAGE_ACCESS_DENIED");
    }
}
