namespace Bitrix24.Imbot.Core.Rest;

/// <summary>Receives reports about a call. They contain no secrets. Called on any thread.</summary>
public interface ICallObserver
{
    /// <summary>Whether the texts of requests and answers are wanted; creating them takes time.</summary>
    bool WantsBodies { get; }

    /// <summary>Whether detail lines are wanted; creating them takes time.</summary>
    bool WantsDetail { get; }

    /// <summary>Receives a line of detail.</summary>
    void Report(string line);

    /// <summary>Receives a line about a temporary problem. The operation continues.</summary>
    void Warn(string line);

    /// <summary>Receives a temporary failure. The operation continues.</summary>
    /// <param name="line">What fails, as the beginning of a line.</param>
    /// <param name="failure">The cause, with advice. Its outcome doesn't matter.</param>
    void Warn(string line, B24Exception failure);

    /// <summary>Called when a call waits for the portal's limits or before a retry.</summary>
    /// <param name="reason">The reason, as the beginning of a sentence.</param>
    /// <param name="time">The duration of the wait.</param>
    void Wait(string reason, TimeSpan time);

    /// <summary>Receives a request or an answer without secrets.</summary>
    void Show(string text);
}
