namespace Bitrix24.Imbot.Emulator.State;

/// <summary>A notification in a user's list. It isn't a message of a chat.</summary>
/// <param name="Id">The ID.</param>
/// <param name="ToUserId">The ID of the user who received it.</param>
/// <param name="FromUserId">The ID of the user who sent it; 0 for the system.</param>
/// <param name="Text">The text.</param>
/// <param name="Tag">The tag; empty if there is none. A notification replaces an older one with the same tag.</param>
public sealed record Notification(int Id, int ToUserId, int FromUserId, string Text, string Tag);
