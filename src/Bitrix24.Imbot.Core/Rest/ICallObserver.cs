using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>Hears of what happens on the way of one call. Nothing that it hears holds a secret. Called from any thread.</summary>
public interface ICallObserver
{
    /// <summary>Whether texts of requests and answers are wanted; making them costs time.</summary>
    bool WantsBodies { get; }

    /// <summary>Whether lines of detail are wanted; making them costs time.</summary>
    bool WantsDetail { get; }

    /// <summary>Something a person may want to know, one line.</summary>
    void Report(string line);

    /// <summary>Something that goes wrong for now, one line; the work goes on.</summary>
    void Warn(string line);

    /// <summary>Something fails for now; the work goes on.</summary>
    /// <param name="line">What fails, as the beginning of a line.</param>
    /// <param name="failure">Why, and what a person does about it. Nothing depends on whether the call was executed.</param>
    void Warn(string line, B24Exception failure);

    /// <summary>The call waits, for the portal's limits or before a repeat.</summary>
    /// <param name="reason">Why, as the beginning of a sentence.</param>
    /// <param name="time">How long.</param>
    void Wait(string reason, TimeSpan time);

    /// <summary>A request or an answer, without secrets.</summary>
    void Show(string text);
}
