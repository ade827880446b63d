using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// How many events are asked for at a time. A page that can't be read as a whole is read in smaller ones, down to single events, and the size grows again when
/// some of them could be read.
/// </summary>
internal sealed class PageSize
{
    private const int Factor = 10;

    private int successes;

    /// <summary>How many events to ask for.</summary>
    public int Limit { get; private set; } = EventPaging.MaxPage;

    /// <summary>How often in a row a single event couldn't be read.</summary>
    public int SingleFailures { get; private set; }

    /// <summary>Whether a smaller page may be readable.</summary>
    public static bool MayHelp(B24Exception exception) =>
        exception.Kind == ConnectionErrors.AnswerIncomplete || exception.Kind == ConnectionErrors.AnswerUnexpected || exception.Kind == ConnectionErrors.AnswerTooLarge;

    /// <summary>A page was read.</summary>
    public void Read()
    {
        SingleFailures = 0;
        if (Limit < EventPaging.MaxPage && ++successes >= Factor)
        {
            Limit = Math.Min(EventPaging.MaxPage, Limit * Factor);
            successes = 0;
        }
    }

    /// <summary>A page couldn't be read.</summary>
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
