namespace Bitrix24.Imbot.Emulator.State;

/// <summary>A notification in a person's list, which is no message of a chat.</summary>
/// <param name="Id">Its ID.</param>
/// <param name="ToUserId">Who got it.</param>
/// <param name="FromUserId">From whom; 0 for one of the system.</param>
/// <param name="Text">The text.</param>
/// <param name="Tag">A newer notification with the same tag replaces an older one; empty for none.</param>
public sealed record Notification(int Id, int ToUserId, int FromUserId, string Text, string Tag);
