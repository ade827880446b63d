namespace Bitrix24.Imbot.Emulator.Events;

/// <summary>A push of an event to a bot's address.</summary>
/// <param name="BotId">The bot.</param>
/// <param name="Event">The event's type.</param>
/// <param name="Address">Where it was posted.</param>
/// <param name="Body">The form as posted.</param>
/// <param name="Status">The HTTP status of the answer; null when there was none. Failed pushes are not repeated (docs/portal/events.md, "Delivery").</param>
public sealed record EventDelivery(int BotId, string Event, string Address, string Body, int? Status);
