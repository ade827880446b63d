using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Chats;

/// <summary>
/// A chat (docs/portal/chats.md, "Chat object"). Events contain only some of the members. For counts and references, null and 0 mean the same.
/// </summary>
public sealed class Chat : PortalObject
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "id", "dialogId", "name", "type", "messageType", "owner", "color", "avatar", "description", "extranet", "role", "containsCollaber", "muteList",
        "entityType", "entityId", "entityData1", "entityData2", "entityData3", "entityLink", "diskFolderId", "permissions", "parentChatId",
        "parentMessageId", "isNew", "textFieldEnabled", "backgroundId", "dateCreate", "lastMessageId", "lastId", "managerList", "messageCount",
        "userCounter", "unreadId", "lastMessageViews", "markedId", "public", "canHaveThreads", "hasManageCapability", "guestCount",
    };

    internal Chat(JsonElement source)
        : base(source)
    {
    }

    /// <summary>ID of the chat.</summary>
    public long ChatId => ReadNumber("id") ?? 0;

    /// <summary>chatN, or the ID of the other user in a private dialog.</summary>
    public string DialogId => ReadText("dialogId") ?? $"chat{ChatId}";

    /// <summary>Title.</summary>
    public string? Name => ReadText("name");

    /// <summary>Type of the chat: chat, open, channel, openChannel, copilot, thread, generalChannel, private, lines, and others.</summary>
    public string? Type => ReadText("type");

    /// <summary>A letter: P private, C group, O open, L open channel, and others.</summary>
    public string? MessageType => ReadText("messageType");

    /// <summary>ID of the owner.</summary>
    public long? OwnerId => ReadNumber("owner");

    /// <summary>Color, #RRGGBB.</summary>
    public string? Color => ReadText("color");

    /// <summary>URL of the avatar; empty if there is none.</summary>
    public string? Avatar => ReadText("avatar");

    /// <summary>Description.</summary>
    public string? Description => ReadText("description");

    /// <summary>Whether the chat has extranet users.</summary>
    public bool IsExtranet => ReadFlag("extranet");

    /// <summary>Role of the bot: owner, manager, member, guest, or none; null in events.</summary>
    public string? Role => ReadText("role");

    /// <summary>Whether the chat has collaborators.</summary>
    public bool ContainsCollaber => ReadFlag("containsCollaber");

    /// <summary>IDs of the users who have turned off notifications; empty in events.</summary>
    public IReadOnlyList<long> MuteList => Source.Numbers("muteList");

    /// <summary>Type of the linked object, LINES for open channels; empty if there is none.</summary>
    public string? EntityType => ReadText("entityType");

    /// <summary>ID of the linked object.</summary>
    public string? EntityId => ReadText("entityId");

    /// <summary>First additional data of the linked object.</summary>
    public string? EntityData1 => ReadText("entityData1");

    /// <summary>Second additional data of the linked object.</summary>
    public string? EntityData2 => ReadText("entityData2");

    /// <summary>Third additional data of the linked object.</summary>
    public string? EntityData3 => ReadText("entityData3");

    /// <summary>Link to the linked object: type, url, and id.</summary>
    public IReadOnlyDictionary<string, object?> EntityLink => PlainValue.MapOf(Source.Member("entityLink"));

    /// <summary>ID of the folder for the chat's files.</summary>
    public long? DiskFolderId => ReadNumber("diskFolderId");

    /// <summary>The roles that are required for actions: manageUsersAdd, manageUsersDelete, manageUi, manageSettings, canPost, and others.</summary>
    public IReadOnlyDictionary<string, object?> Permissions => PlainValue.MapOf(Source.Member("permissions"));

    /// <summary>The chat that a thread belongs to; null or 0 for none.</summary>
    public long? ParentChatId => ReadNumber("parentChatId");

    /// <summary>The message that a thread belongs to; null or 0 for none.</summary>
    public long? ParentMessageId => ReadNumber("parentMessageId");

    /// <summary>Whether the chat was just created.</summary>
    public bool IsNew => ReadFlag("isNew");

    /// <summary>Whether people can write in the chat.</summary>
    public bool IsTextFieldEnabled => ReadFlag("textFieldEnabled");

    /// <summary>Background; null for each user's own.</summary>
    public string? BackgroundId => ReadText("backgroundId");

    /// <summary>Creation time; null in events.</summary>
    public DateTimeOffset? DateCreate => ReadDate("dateCreate");

    /// <summary>The last message; null in events.</summary>
    public long? LastMessageId => ReadNumber("lastMessageId");

    /// <summary>The last message that was read; null or 0 for none.</summary>
    public long? LastReadMessageId => ReadNumber("lastId");

    /// <summary>IDs of the managers; empty in events.</summary>
    public IReadOnlyList<long> ManagerIds => Source.Numbers("managerList");

    /// <summary>Number of messages; null in events.</summary>
    public long? MessageCount => ReadNumber("messageCount");

    /// <summary>Number of people and bots in the chat; null in events.</summary>
    public long? UserCount => ReadNumber("userCounter");

    /// <summary>The first unread message; null or 0 for none.</summary>
    public long? FirstUnreadMessageId => ReadNumber("unreadId");

    /// <summary>
    /// Views of the last message: messageId, firstViewers, and countOfViewers. The portal sends an object or JSON text, and this property returns it
    /// unchanged.
    /// </summary>
    public object? LastMessageViews => PlainValue.From(Source.Member("lastMessageViews"));

    /// <summary>The marked message; null or 0 for none.</summary>
    public long? MarkedMessageId => ReadNumber("markedId");

    /// <summary>Public link: code and link; empty if there is none.</summary>
    public IReadOnlyDictionary<string, string> PublicLink => Source.TextMap("public");

    /// <summary>Whether messages can have threads.</summary>
    public bool CanHaveThreads => ReadFlag("canHaveThreads");

    /// <summary>A flag of the portal that isn't documented further.</summary>
    public bool HasManageCapability => ReadFlag("hasManageCapability");

    /// <summary>Number of guests.</summary>
    public long? GuestCount => ReadNumber("guestCount");

    private protected override IReadOnlyCollection<string> KnownMembers => Known;

    /// <summary>Title and dialog ID.</summary>
    public override string ToString() => OneLine.From($"{OneLine.From(Name)} ({DialogId})");
}
