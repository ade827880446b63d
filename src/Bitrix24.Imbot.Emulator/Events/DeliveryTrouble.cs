namespace Bitrix24.Imbot.Emulator.Events;

/// <summary>
/// Delivery problems of pushed events, for tests of bots. The portal's queue service guarantees neither a single delivery nor the order.
/// </summary>
/// <param name="Repeats">The number of times that each push is repeated immediately.</param>
/// <param name="Reversed">
/// The number of a bot's pushes that are collected and posted in reverse order; 0 or 1 keeps the order. Pushes wait until there are enough of them,
/// or until this setting changes.
/// </param>
/// <param name="Delay">The delay of each push.</param>
public sealed record DeliveryTrouble(int Repeats = 0, int Reversed = 0, TimeSpan Delay = default)
{
    /// <summary>Posts each event once, in order, and immediately.</summary>
    public static DeliveryTrouble None { get; } = new();
}
