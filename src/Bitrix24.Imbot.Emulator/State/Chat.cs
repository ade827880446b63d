namespace Bitrix24.Imbot.Emulator.State;

/// <summary>A chat with its members and messages.</summary>
public sealed class Chat
{
    private readonly List<ChatMember> members = [];
    private readonly List<Message> messages = [];

    /// <summary>The numeric ID. The dialog ID of a group chat is <c>chat{Id}</c>.</summary>
    public required int Id { get; init; }

    /// <summary>Private, closed, or open.</summary>
    public required ChatType Type { get; init; }

    /// <summary>The time when it was created.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The title; empty for a private chat.</summary>
    public string Title { get; internal set; } = "";

    /// <summary>The description; can be empty.</summary>
    public string Description { get; internal set; } = "";

    /// <summary>The color as #rrggbb.</summary>
    public string Color { get; internal set; } = "";

    /// <summary>The URL of the avatar; empty if there is none.</summary>
    public string Avatar { get; internal set; } = "";

    /// <summary>The user ID of the owner; 0 if there is none.</summary>
    public int OwnerId { get; internal set; }

    /// <summary>False if a bot has turned off the input field.</summary>
    public bool IsTextFieldEnabled { get; internal set; } = true;

    /// <summary>The kind of object that the chat belongs to, for example LINES; empty if there is none.</summary>
    public string EntityType { get; internal set; } = "";

    /// <summary>The ID of that object; empty if there is none.</summary>
    public string EntityId { get; internal set; } = "";

    /// <summary>The members, in the order in which they joined.</summary>
    public IReadOnlyList<ChatMember> Members => [.. members];

    /// <summary>The messages that still exist, oldest first.</summary>
    public IReadOnlyList<Message> Messages => [.. messages];

    internal IReadOnlyList<Message> AllMessages => messages;

    internal int LastMessageId => messages.Count > 0 ? messages[^1].Id : 0;

    internal bool IsOpenLine => EntityType == "LINES";

    /// <summary>The dialog ID of this chat from a user's view. For a private chat, it is the ID of the other user.</summary>
    public string DialogIdFor(int userId) => Type == ChatType.Private ? $"{FindCompanion(userId)}" : $"chat{Id}";

    /// <summary>True if the user is in the chat.</summary>
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
