namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// The number of events to request at a time. A page that can't be read is split into smaller ones, down to single events. The size grows again after
/// some successful reads.
/// </summary>
internal sealed class PageSize
{
    private const int Factor = 10;

    private int successes;

    public int Limit { get; private set; } = EventPage.MaxEvents;

    /// <summary>The number of consecutive times that a single event couldn't be read.</summary>
    public int SingleFailures { get; private set; }

    /// <summary>Whether a smaller page may be readable.</summary>
    public static bool MayHelp(B24Exception exception) =>
        exception.Kind == ConnectionErrors.AnswerIncomplete || exception.Kind == ConnectionErrors.AnswerUnexpected || exception.Kind == ConnectionErrors.AnswerTooLarge;

    public void Read()
    {
        SingleFailures = 0;
        if (Limit < EventPage.MaxEvents && ++successes >= Factor)
        {
            Limit = Math.Min(EventPage.MaxEvents, Limit * Factor);
            successes = 0;
        }
    }

    public void Failed()
    {
        successes = 0;
        if (Limit == 1)
        {
            SingleFailures++;
        }

        Limit = Math.Max(1, Limit / Factor);
    }
}
