namespace Bitrix24.Imbot.Core.Schedules;

/// <summary>Times of a schedule that have passed.</summary>
/// <param name="Due">The times to run now.</param>
/// <param name="Missed">Number of times that passed while no bot was running; at most 1,000.</param>
/// <param name="LastMissed">The last missed time.</param>
internal sealed record DueTimes(IReadOnlyList<DateTimeOffset> Due, int Missed, DateTimeOffset? LastMissed);
