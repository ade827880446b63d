namespace Bitrix24.Imbot.Emulator.State;

/// <summary>A chat with its members and messages.</summary>
public sealed class Chat
{
    private readonly List<ChatMember> members = [];
    private readonly List<Message> messages = [];

    /// <summary>The numeric id; a group chat's dialog id is <c>chat{Id}</c>.</summary>
    public required int Id { get; init; }

    /// <summary>Private, closed or open.</summary>
    public required ChatType Type { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Title; empty for a private chat.</summary>
    public string Title { get; internal set; } = "";

    /// <summary>Description, may be empty.</summary>
    public string Description { get; internal set; } = "";

    /// <summary>Color as #rrggbb.</summary>
    public string Color { get; internal set; } = "";

    /// <summary>Address of the avatar, empty when there is none.</summary>
    public string Avatar { get; internal set; } = "";

    /// <summary>The owner's user id; 0 for none.</summary>
    public int OwnerId { get; internal set; }

    /// <summary>False when a bot has switched the input field off.</summary>
    public bool IsTextFieldEnabled { get; internal set; } = true;

    /// <summary>The kind of object the chat belongs to, e.g. LINES; empty for none.</summary>
    public string EntityType { get; internal set; } = "";

    /// <summary>The id of that object; empty for none.</summary>
    public string EntityId { get; internal set; } = "";

    /// <summary>The members, in the order in which they joined.</summary>
    public IReadOnlyList<ChatMember> Members => [.. members];

    /// <summary>The messages that still exist, oldest first.</summary>
    public IReadOnlyList<Message> Messages => [.. messages];

    internal IReadOnlyList<Message> AllMessages => messages;

    internal int LastMessageId => messages.Count > 0 ? messages[^1].Id : 0;

    internal bool IsOpenLine => EntityType == "LINES";

    /// <summary>The dialog id by which a user names this chat: the companion's id in a private chat.</summary>
    public string DialogIdFor(int userId) => Type == ChatType.Private ? $"{FindCompanion(userId)}" : $"chat{Id}";

    /// <summary>True when the user is in the chat.</summary>
    public bool HasMember(int userId) => members.Exists(member => member.UserId == userId);

    internal int FindCompanion(int userId) => members.Find(member => member.UserId != userId)?.UserId ?? userId;

    internal ChatMember? Member(int userId) => members.Find(member => member.UserId == userId);

    internal bool Join(int userId)
    {
        if (HasMember(userId))
        {
            return false;
        }

        members.Add(new ChatMember { UserId = userId, JoinedAfterMessageId = LastMessageId, LastReadMessageId = LastMessageId });
        return true;
    }

    internal bool Leave(int userId) => members.RemoveAll(member => member.UserId == userId) > 0;

    internal void Append(Message message) => messages.Add(message);

    internal void Remove(Message message) => messages.Remove(message);

    internal Message? Find(int messageId) => messages.Find(message => message.Id == messageId);
}
