namespace Bitrix24.Imbot.Emulator.State;

/// <summary>An activity indicator that a bot has shown (docs/portal/chats.md, "Input action").</summary>
/// <param name="BotId">The ID of the bot.</param>
/// <param name="ChatId">The ID of the chat.</param>
/// <param name="StatusMessageCode">The code as sent, without validation. Null for plain typing.</param>
/// <param name="DurationSeconds">The duration, limited to 1 to 600. If it is null, the client chooses the duration.</param>
/// <param name="Time">The time when it was shown.</param>
public sealed record InputAction(int BotId, int ChatId, string? StatusMessageCode, int? DurationSeconds, DateTimeOffset Time);
