using Bitrix24.Imbot.Emulator.Actions;

namespace Bitrix24.Imbot.Emulator.Pages;

/// <summary>A user's dialogs, and the open dialog.</summary>
internal static class DialogView
{
    private const int PreviewLength = 160;

    /// <summary>The dialogs of a user, and the open chats that the user could join.</summary>
    public static JsonArray List(Portal portal, int userId) => new([.. portal.Chats
        .Where(chat => chat.HasMember(userId) || chat.Type == ChatType.Open)
        .Select(chat => Entry(chat, userId))]);

    /// <summary>The title, members, input field, and indicators of the open dialog. If the dialog doesn't exist yet, only its ID.</summary>
    public static JsonObject Open(Portal portal, Chat? chat, ViewOptions options)
    {
        if (chat is null)
        {
            return new JsonObject { ["dialogId"] = options.DialogId, ["exists"] = false };
        }

        JsonObject form = Entry(chat, options.UserId);
        form["exists"] = true;
        form["description"] = chat.Description;
        form["ownerId"] = chat.OwnerId;
        form["isTextFieldEnabled"] = chat.IsTextFieldEnabled;
        form["members"] = new JsonArray([.. chat.Members.Select(member => (JsonNode)new JsonObject
        {
            ["userId"] = member.UserId, ["isManager"] = member.IsManager, ["lastReadMessageId"] = member.LastReadMessageId,
        })]);
        form["hasEarlier"] = Visible(chat, options.UserId).Count() > options.MessageCount;
        form["actions"] = new JsonArray([.. portal.InputActions.Where(action => action.ChatId == chat.Id)
            .GroupBy(action => action.BotId)
            .Select(actions => actions.Last())
            .Where(action => !HasAnswered(chat, action))
            .Select(Action)]);
        return form;
    }

    public static IEnumerable<Message> Shown(Chat? chat, ViewOptions options) =>
        chat is null ? [] : Visible(chat, options.UserId).TakeLast(options.MessageCount);

    /// <summary>Users can't see messages from before they joined (docs/portal/chats.md, "Access").</summary>
    private static IEnumerable<Message> Visible(Chat chat, int userId) =>
        chat.AllMessages.Where(message => message.Id > (chat.Member(userId)?.JoinedAfterMessageId ?? int.MaxValue));

    private static JsonObject Entry(Chat chat, int userId)
    {
        ChatMember? member = chat.Member(userId);
        Message? last = Visible(chat, userId).LastOrDefault();
        return new JsonObject
        {
            ["id"] = chat.Id,
            ["dialogId"] = chat.DialogIdFor(userId),
            ["type"] = chat.Type.ToString().ToLowerInvariant(),
            ["title"] = chat.Title,
            ["color"] = chat.Color,
            ["isMember"] = member is not null,
            ["memberCount"] = chat.Members.Count,
            ["unread"] = member is null ? 0 : chat.AllMessages.Count(message => message.Id > member.LastReadMessageId && message.AuthorId != userId),
            ["last"] = last is null ? null : new JsonObject
            {
                ["id"] = last.Id,
                ["authorId"] = last.AuthorId,
                ["date"] = PortalClock.Text(last.Date),
                ["text"] = PhpText.First(last.Text, PreviewLength),
                ["hasFile"] = last.Params.ContainsKey("FILE_ID"),
                ["hasAttachment"] = last.Params.ContainsKey("ATTACH"),
                ["viewed"] = last.ViewedBy.Count > 0,
            },
        };
    }

    /// <summary>A message from the bot ends its typing indicator.</summary>
    private static bool HasAnswered(Chat chat, InputAction action) =>
        chat.AllMessages.LastOrDefault(message => message.AuthorId == action.BotId)?.Date >= action.Time;

    private static JsonNode Action(InputAction action) => new JsonObject
    {
        ["botId"] = action.BotId,
        ["code"] = action.StatusMessageCode,
        ["duration"] = action.DurationSeconds,
        ["time"] = action.Time.ToUnixTimeMilliseconds(),
    };
}
