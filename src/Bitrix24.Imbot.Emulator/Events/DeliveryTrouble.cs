namespace Bitrix24.Imbot.Emulator.Events;

/// <summary>
/// Problems of pushes, for tests of bots. The portal's queue service guarantees neither a single delivery nor the order.
/// </summary>
/// <param name="Repeats">How often each push is repeated, immediately after the first time.</param>
/// <param name="Reversed">How many pushes of a bot are collected and posted in reverse; 0 or 1 keeps the order. They wait until there are enough of them, or until this setting changes.</param>
/// <param name="Delay">The delay of each push.</param>
public sealed record DeliveryTrouble(int Repeats = 0, int Reversed = 0, TimeSpan Delay = default)
{
    /// <summary>Posts each event once, in order, immediately.</summary>
    public static DeliveryTrouble None { get; } = new();
}
