namespace Bitrix24.Imbot.Emulator.Events;

/// <summary>
/// How pushes go astray, for bots to be tested with: the portal's queue service promises neither one delivery of each event nor their order.
/// </summary>
/// <param name="Repeats">How often each push is posted again, right behind the first time.</param>
/// <param name="Reversed">So many pushes of a bot are gathered and posted in reverse; 0 or 1 keeps the order. Fewer than these wait for more, or for another trouble.</param>
/// <param name="Delay">How late each push is posted.</param>
public sealed record DeliveryTrouble(int Repeats = 0, int Reversed = 0, TimeSpan Delay = default)
{
    /// <summary>Every event once, in order, at once.</summary>
    public static DeliveryTrouble None { get; } = new();
}
