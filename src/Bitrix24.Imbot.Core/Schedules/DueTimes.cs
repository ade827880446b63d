namespace Bitrix24.Imbot.Core.Schedules;

/// <summary>Times of a schedule that have come.</summary>
/// <param name="Due">Those whose line is to be run now.</param>
/// <param name="Missed">How many came while nothing ran; at most 1,000.</param>
/// <param name="LastMissed">The last of those.</param>
internal sealed record DueTimes(IReadOnlyList<DateTimeOffset> Due, int Missed, DateTimeOffset? LastMissed);
