namespace Bitrix24.Imbot.Emulator.State;

/// <summary>A notification in a user's list. It isn't a message of a chat.</summary>
/// <param name="Id">Its ID.</param>
/// <param name="ToUserId">The user who got it.</param>
/// <param name="FromUserId">The user who sent it; 0 for the system.</param>
/// <param name="Text">The text.</param>
/// <param name="Tag">A newer notification with the same tag replaces an older one; empty for none.</param>
public sealed record Notification(int Id, int ToUserId, int FromUserId, string Text, string Tag);
