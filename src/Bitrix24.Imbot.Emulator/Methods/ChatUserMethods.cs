using Bitrix24.Imbot.Emulator.Forms;
using Bitrix24.Imbot.Emulator.Rest;
using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Methods;

/// <summary>The methods of imbot.v2.Chat.User and imbot.v2.Chat.Manager (docs/portal/chats.md, "Members" and "Managers").</summary>
internal static class ChatUserMethods
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;

    /// <summary>Returns a bare list. A limit outside 1 to 200 is replaced with 50, not clamped.</summary>
    public static JsonNode List(RestCall call)
    {
        Bot bot = call.OwnedBot();
        Chat? bound = call.BindChat(bot.Id);
        FieldMap order = call.Parameters.OptionalMap("order");
        int limit = call.Parameters.Integer("limit", DefaultLimit);
        Chat chat = ChatAccess.Require(bound, bot.Id);
        return UserForm.List(call.Portal, Ordered(chat, order).Take(limit is >= 1 and <= MaxLimit ? limit : DefaultLimit));
    }

    /// <summary>Returns true even if no user was added. A private chat gets no new members.</summary>
    public static JsonNode Add(RestCall call)
    {
        Bot bot = call.OwnedBot();
        Chat? bound = call.BindChat(bot.Id);
        int[] userIds = UserIds(call);
        Chat chat = ChatAccess.Require(bound, bot.Id);
        foreach (int userId in userIds.Where(userId => chat.Type != ChatType.Private && call.Portal.FindUser(userId) is { IsActive: true }))
        {
            call.Portal.AddMember(chat, userId, bot.Id);
        }

        return RestCall.Done;
    }

    /// <summary>Succeeds even if the user isn't in the chat.</summary>
    public static JsonNode Delete(RestCall call)
    {
        Bot bot = call.OwnedBot();
        Chat? bound = call.BindChat(bot.Id);
        int userId = call.Parameters.Integer("userId");
        Chat chat = ChatAccess.Require(bound, bot.Id);
        RestException.ThrowIf(!ChatRights.MayRemove(chat, bot.Id, userId), "ACCESS_DENIED");
        ChatRights.Remove(chat, userId);
        return RestCall.Done;
    }

    public static JsonNode AddManagers(RestCall call) => SetManagers(call, isManager: true);

    public static JsonNode DeleteManagers(RestCall call) => SetManagers(call, isManager: false);

    private static JsonObject SetManagers(RestCall call, bool isManager)
    {
        Bot bot = call.OwnedBot();
        Chat? bound = call.BindChat(bot.Id);
        int[] userIds = UserIds(call);
        Chat chat = ChatRights.RequireOwnedGroup(ChatAccess.Require(bound, bot.Id), bot.Id);
        RestException.ThrowIf(userIds.Length == 0, "EMPTY_USER_IDS");
        foreach (ChatMember member in userIds.Select(chat.Member).OfType<ChatMember>())
        {
            member.IsManager = isManager;
        }

        return RestCall.Done;
    }

    private static IEnumerable<int> Ordered(Chat chat, FieldMap order)
    {
        IEnumerable<int> joined = chat.Members.Select(member => member.UserId);
        if (order.Text("id") is string byJoin)
        {
            return IsDescending(byJoin) ? joined.Reverse() : joined;
        }

        if (order.Text("lastSendMessageId") is string bySent)
        {
            return Sort(joined, userId => chat.AllMessages.LastOrDefault(message => message.AuthorId == userId)?.Id ?? 0, bySent);
        }

        return order.Text("userId") is string byUser ? Sort(joined, userId => userId, byUser) : joined;
    }

    private static IOrderedEnumerable<int> Sort(IEnumerable<int> userIds, Func<int, int> key, string direction) =>
        IsDescending(direction) ? userIds.OrderByDescending(key) : userIds.OrderBy(key);

    private static bool IsDescending(string direction) => direction.Equals("DESC", StringComparison.OrdinalIgnoreCase);

    private static int[] UserIds(RestCall call) =>
        call.Parameters.Values.ContainsKey("userIds") ? [.. PhpValue.Items(call.Parameters.Array("userIds")).Select(PhpValue.Integer)] : [];
}
