namespace Bitrix24.Imbot.Emulator.State;

/// <summary>The membership of a user in a chat.</summary>
public sealed class ChatMember
{
    /// <summary>The ID of the user.</summary>
    public required int UserId { get; init; }

    /// <summary>Messages up to this ID were sent before the user joined, so the user can't access them (docs/portal/chats.md, "Access").</summary>
    public int JoinedAfterMessageId { get; init; }

    /// <summary>The ID of the last message that the user has read; 0 if there is none.</summary>
    public int LastReadMessageId { get; internal set; }

    /// <summary>True if the user is a manager of the chat.</summary>
    public bool IsManager { get; internal set; }
}
