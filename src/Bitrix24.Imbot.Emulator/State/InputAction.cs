namespace Bitrix24.Imbot.Emulator.State;

/// <summary>An indicator that a bot has shown (docs/portal/chats.md, "Input action").</summary>
/// <param name="BotId">The bot.</param>
/// <param name="ChatId">The chat.</param>
/// <param name="StatusMessageCode">The code as sent; it is not validated. Null for plain typing.</param>
/// <param name="DurationSeconds">Clamped to 1 to 600; null leaves it to the client.</param>
/// <param name="Time">When it was shown.</param>
public sealed record InputAction(int BotId, int ChatId, string? StatusMessageCode, int? DurationSeconds, DateTimeOffset Time);
