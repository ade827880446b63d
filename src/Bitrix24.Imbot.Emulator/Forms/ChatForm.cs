namespace Bitrix24.Imbot.Emulator.Forms;

/// <summary>A chat in the form that the API returns (docs/portal/chats.md, "Chat object").</summary>
internal static class ChatForm
{
    /// <summary>The form in events, without role, muteList, and the counters.</summary>
    public static JsonObject Short(Chat chat, int viewerId) => new()
    {
        ["avatar"] = chat.Avatar,
        ["color"] = chat.Color,
        ["description"] = chat.Description,
        ["dialogId"] = chat.DialogIdFor(viewerId),
        ["diskFolderId"] = null,
        ["entityData1"] = "",
        ["entityData2"] = "",
        ["entityData3"] = "",
        ["entityId"] = chat.EntityId,
        ["entityType"] = chat.EntityType,
        ["extranet"] = false,
        ["containsCollaber"] = false,
        ["id"] = chat.Id,
        ["parentChatId"] = null,
        ["parentMessageId"] = null,
        ["name"] = chat.Title,
        ["owner"] = chat.OwnerId,
        ["messageType"] = chat.IsOpenLine ? "L" : chat.Type switch { ChatType.Private => "P", ChatType.Open => "O", _ => "C" },
        ["type"] = chat.IsOpenLine ? "lines" : chat.Type switch { ChatType.Private => "private", ChatType.Open => "open", _ => "chat" },
        ["entityLink"] = new JsonObject { ["type"] = "", ["url"] = "", ["id"] = "" },
        ["permissions"] = new JsonObject
        {
            ["manageUsersAdd"] = "member",
            ["manageUsersDelete"] = "manager",
            ["manageUi"] = "member",
            ["manageSettings"] = "owner",
            ["manageMessages"] = "member",
            ["manageMessagesAutoDelete"] = "manager",
            ["manageGuestInvites"] = "none",
            ["manageDelete"] = "owner",
            ["canPost"] = "member",
        },
        ["isNew"] = false,
        ["textFieldEnabled"] = chat.IsTextFieldEnabled,
        ["backgroundId"] = null,
    };

    public static JsonObject Full(Chat chat, int viewerId)
    {
        JsonObject form = Short(chat, viewerId);
        ChatMember? viewer = chat.Member(viewerId);
        int lastRead = viewer?.LastReadMessageId ?? 0;
        Message? last = chat.AllMessages.Count > 0 ? chat.AllMessages[^1] : null;
        form["role"] = viewer is null ? "guest" : chat.OwnerId == viewerId ? "owner" : viewer.IsManager ? "manager" : "member";
        form["muteList"] = new JsonArray();
        form["dateCreate"] = PortalClock.Text(chat.Created);
        form["lastMessageId"] = chat.LastMessageId;
        form["lastMessageViews"] = new JsonObject
        {
            ["messageId"] = chat.LastMessageId,
            ["firstViewers"] = new JsonArray(),
            ["countOfViewers"] = last?.ViewedBy.Count ?? 0,
        };
        form["lastId"] = lastRead;
        form["managerList"] = new JsonArray([.. chat.Members.Where(member => member.IsManager).Select(member => (JsonNode)member.UserId)]);
        form["markedId"] = 0;
        form["messageCount"] = chat.AllMessages.Count;
        form["public"] = "";
        form["unreadId"] = chat.AllMessages.FirstOrDefault(message => message.Id > lastRead && message.AuthorId != viewerId)?.Id ?? 0;
        form["userCounter"] = chat.Members.Count;
        form["guestCount"] = 0;
        return form;
    }

    /// <summary>The answer of Chat.add and Chat.get: the chat, the caller, and service members (docs/portal/chats.md, "Chat object").</summary>
    public static JsonObject Answer(PortalState portal, Chat chat, int viewerId) => new()
    {
        ["chat"] = Full(chat, viewerId),
        ["users"] = UserForm.List(portal, [viewerId]),
        ["recentConfig"] = new JsonObject { ["chatId"] = chat.Id, ["sections"] = new JsonArray("default") },
        ["parentChat"] = null,
        ["copilot"] = null,
        ["messagesAutoDeleteConfigs"] = new JsonArray(),
        ["callInfo"] = null,
    };
}
