using Bitrix24.Imbot.Emulator.Rest;

namespace Bitrix24.Imbot.Emulator.Rules;

/// <summary>The rights of members in a group chat with default settings (docs/portal/chats.md, "Default rights").</summary>
internal static class ChatRights
{
    public static Chat RequireOwnedGroup(Chat chat, int userId)
    {
        RestException.ThrowIf(chat.Type == ChatType.Private, "WRONG_MESSAGE_TYPE");
        return chat.OwnerId == userId ? chat : throw new RestException("ACCESS_DENIED");
    }

    /// <summary>True for a bot that receives and can read all messages, not only those addressed to it.</summary>
    public static bool SeesEverything(Bot bot) => bot.Type is BotType.Supervisor or BotType.Personal;

    /// <summary>Managers may remove others except the owner. Users may remove themselves.</summary>
    public static bool MayRemove(Chat chat, int userId, int targetId) =>
        chat.Type != ChatType.Private
        && (userId == targetId || chat.OwnerId == userId || (chat.Member(userId)!.IsManager && chat.OwnerId != targetId));

    /// <summary>Removes a user. If the owner leaves, the next member becomes the owner. Returns false if the user was not in the chat.</summary>
    public static bool Remove(Chat chat, int userId)
    {
        if (!chat.Leave(userId))
        {
            return false;
        }

        if (chat.OwnerId == userId)
        {
            ChatMember? next = chat.Members.FirstOrDefault();
            chat.OwnerId = next?.UserId ?? 0;
            next?.IsManager = true;
        }

        return true;
    }
}
