namespace Bitrix24.Imbot.Emulator.State;

/// <summary>A user's place in a chat.</summary>
public sealed class ChatMember
{
    /// <summary>The user.</summary>
    public required int UserId { get; init; }

    /// <summary>Messages up to this id were there before the user joined and are closed to the user (docs/portal/chats.md, "Access").</summary>
    public int JoinedAfterMessageId { get; init; }

    /// <summary>The last message the user has read; 0 for none.</summary>
    public int LastReadMessageId { get; internal set; }

    /// <summary>True for a manager of the chat.</summary>
    public bool IsManager { get; internal set; }
}
