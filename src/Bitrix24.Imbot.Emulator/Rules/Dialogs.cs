using System.Globalization;
using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Emulator.Rules;

/// <summary>
/// Finds chats by dialog ID: <c>chatN</c> in any letter case for a group chat, digits for a user (docs/portal/chats.md, "Dialog ID").
/// </summary>
internal static partial class Dialogs
{
    /// <summary>Gets the chat that a caller specifies, or null. A user ID means the private chat of the caller and this user.</summary>
    public static Chat? Find(PortalState portal, string dialogId, int? callerId)
    {
        Match group = GroupChat().Match(dialogId);
        if (group.Success)
        {
            return Number(group.Groups[1].Value) is int chatId ? portal.ChatById(chatId) : null;
        }

        return UserId(dialogId) is int userId && callerId is int caller && userId != caller
            ? portal.Chats.FirstOrDefault(chat => chat.Type == ChatType.Private && chat.HasMember(caller) && chat.HasMember(userId))
            : null;
    }

    /// <summary>The user whose ID is the dialog ID; null for any other text.</summary>
    public static int? UserId(string dialogId) => Number(dialogId);

    /// <summary>Accepts a line break at the end, like PHP's patterns.</summary>
    private static int? Number(string digits) =>
        int.TryParse(digits.EndsWith('\n') ? digits[..^1] : digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 ? number : null;

    [GeneratedRegex("^chat([0-9]+)\\n?\\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex GroupChat();
}
