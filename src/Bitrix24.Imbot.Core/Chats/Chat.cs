using System.Text.Json;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Chats;

/// <summary>A chat (docs/portal/chats.md, "Chat object"). Events carry a part of the members only; null and 0 mean the same where a member counts or points.</summary>
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

    /// <summary>Number of the chat.</summary>
    public long ChatId => ReadNumber("id") ?? 0;

    /// <summary>chatN, or the other user's number in a private dialog.</summary>
    public string DialogId => ReadText("dialogId") ?? $"chat{ChatId}";

    /// <summary>Title.</summary>
    public string? Name => ReadText("name");

    /// <summary>chat, open, channel, openChannel, copilot, thread, generalChannel, private, lines and others.</summary>
    public string? Type => ReadText("type");

    /// <summary>One letter: P private, C group, O open, L open channel and others.</summary>
    public string? MessageType => ReadText("messageType");

    /// <summary>Id of the owner.</summary>
    public long? OwnerId => ReadNumber("owner");

    /// <summary>Colour, #RRGGBB.</summary>
    public string? Color => ReadText("color");

    /// <summary>Address of the avatar; empty where there is none.</summary>
    public string? Avatar => ReadText("avatar");

    /// <summary>Description.</summary>
    public string? Description => ReadText("description");

    /// <summary>Whether extranet users are in it.</summary>
    public bool IsExtranet => ReadFlag("extranet");

    /// <summary>Role of the bot: owner, manager, member, guest or none; null in events.</summary>
    public string? Role => ReadText("role");

    /// <summary>Whether collaborators are in it.</summary>
    public bool ContainsCollaber => ReadFlag("containsCollaber");

    /// <summary>Users who switched notifications off; empty in events.</summary>
    public IReadOnlyList<long> MuteList => Source.Numbers("muteList");

    /// <summary>Kind of the linked object, LINES for open channels; empty where there is none.</summary>
    public string? EntityType => ReadText("entityType");

    /// <summary>Id of the linked object.</summary>
    public string? EntityId => ReadText("entityId");

    /// <summary>First additional data of the linked object.</summary>
    public string? EntityData1 => ReadText("entityData1");

    /// <summary>Second additional data of the linked object.</summary>
    public string? EntityData2 => ReadText("entityData2");

    /// <summary>Third additional data of the linked object.</summary>
    public string? EntityData3 => ReadText("entityData3");

    /// <summary>Link to the linked object: type, url, id.</summary>
    public IReadOnlyDictionary<string, object?> EntityLink => PlainValue.MapOf(Source.Member("entityLink"));

    /// <summary>Folder of the chat's files.</summary>
    public long? DiskFolderId => ReadNumber("diskFolderId");

    /// <summary>Which role may do what: manageUsersAdd, manageUsersDelete, manageUi, manageSettings, canPost and others.</summary>
    public IReadOnlyDictionary<string, object?> Permissions => PlainValue.MapOf(Source.Member("permissions"));

    /// <summary>Chat to which a thread belongs; null or 0 for none.</summary>
    public long? ParentChatId => ReadNumber("parentChatId");

    /// <summary>Message to which a thread belongs; null or 0 for none.</summary>
    public long? ParentMessageId => ReadNumber("parentMessageId");

    /// <summary>Whether it has just been made.</summary>
    public bool IsNew => ReadFlag("isNew");

    /// <summary>Whether people can write.</summary>
    public bool IsTextFieldEnabled => ReadFlag("textFieldEnabled");

    /// <summary>Background; null for each user's own.</summary>
    public string? BackgroundId => ReadText("backgroundId");

    /// <summary>When it was made; null in events.</summary>
    public DateTimeOffset? DateCreate => ReadDate("dateCreate");

    /// <summary>The last message; null in events.</summary>
    public long? LastMessageId => ReadNumber("lastMessageId");

    /// <summary>The last message read; null or 0 for none.</summary>
    public long? LastReadMessageId => ReadNumber("lastId");

    /// <summary>Ids of managers; empty in events.</summary>
    public IReadOnlyList<long> ManagerIds => Source.Numbers("managerList");

    /// <summary>Number of messages; null in events.</summary>
    public long? MessageCount => ReadNumber("messageCount");

    /// <summary>Number of people and bots in it; null in events.</summary>
    public long? UserCount => ReadNumber("userCounter");

    /// <summary>The first unread message; null or 0 for none.</summary>
    public long? FirstUnreadMessageId => ReadNumber("unreadId");

    /// <summary>Who saw the last message: messageId, firstViewers, countOfViewers; sent as an object or as JSON text, so it is given as it came.</summary>
    public object? LastMessageViews => PlainValue.From(Source.Member("lastMessageViews"));

    /// <summary>The marked message; null or 0 for none.</summary>
    public long? MarkedMessageId => ReadNumber("markedId");

    /// <summary>Public link: code and link; empty where there is none.</summary>
    public IReadOnlyDictionary<string, string> PublicLink => Source.TextMap("public");

    /// <summary>Whether messages can have threads.</summary>
    public bool CanHaveThreads => ReadFlag("canHaveThreads");

    /// <summary>The portal's own flag.</summary>
    public bool HasManageCapability => ReadFlag("hasManageCapability");

    /// <summary>Number of guests.</summary>
    public long? GuestCount => ReadNumber("guestCount");

    private protected override IReadOnlyCollection<string> KnownMembers => Known;

    /// <summary>Title and dialog id.</summary>
    public override string ToString() => OneLine.From($"{OneLine.From(Name)} ({DialogId})");
}
