namespace Bitrix24.Imbot.Emulator.Events;

/// <summary>A push of an event to a bot's URL.</summary>
/// <param name="BotId">The ID of the bot.</param>
/// <param name="Event">The type of the event.</param>
/// <param name="Address">The URL to which it was posted.</param>
/// <param name="Body">The form that was posted.</param>
/// <param name="Status">
/// The HTTP status of the answer; null if there was none. Failed pushes aren't repeated (docs/portal/events.md, "Delivery").
/// </param>
public sealed record EventDelivery(int BotId, string Event, string Address, string Body, int? Status);
