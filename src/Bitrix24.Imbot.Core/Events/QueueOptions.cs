namespace Bitrix24.Imbot.Core.Events;

/// <summary>How a bot's queue is read.</summary>
internal sealed class QueueOptions
{
    /// <summary>Between two looks into an empty queue; the documentation asks for 5 to 30 seconds.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether the events of the subscribed user come along.</summary>
    public bool WithUserEvents { get; init; }
}
