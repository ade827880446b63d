using System.Globalization;
using System.Text.RegularExpressions;
using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Emulator.Rules;

/// <summary>Dialog ids: <c>chatN</c> in any case, digits for a user, anything else is no chat (docs/portal/chats.md, "Dialog ID").</summary>
internal static partial class Dialogs
{
    /// <summary>The chat a caller means. A user's id opens the private chat and creates it when missing, with a JOINCHAT event.</summary>
    public static Chat? Open(Portal portal, string dialogId, int callerId)
    {
        Chat? known = Find(portal, dialogId, callerId);
        if (known is not null || Number(dialogId) is not int userId || userId == callerId || portal.FindUser(userId) is not { IsActive: true })
        {
            return known;
        }

        Chat created = portal.AddChat(portal.NextChatId(), ChatType.Private, "", callerId, [callerId, userId]);
        portal.Events.OpenedPrivately(created);
        return created;
    }

    /// <summary>The same without creating anything.</summary>
    public static Chat? Find(Portal portal, string dialogId, int? callerId)
    {
        Match group = GroupChat().Match(dialogId);
        if (group.Success)
        {
            return Number(group.Groups[1].Value) is int chatId ? portal.ChatById(chatId) : null;
        }

        return Number(dialogId) is int userId && callerId is int caller && userId != caller
            ? portal.Chats.FirstOrDefault(chat => chat.Type == ChatType.Private && chat.HasMember(caller) && chat.HasMember(userId))
            : null;
    }

    /// <summary>A line break at the end is let in, as by the dollar of PHP's patterns.</summary>
    private static int? Number(string digits) =>
        int.TryParse(digits.EndsWith('\n') ? digits[..^1] : digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 ? number : null;

    [GeneratedRegex("^chat([0-9]+)\\n?\\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex GroupChat();
}
