namespace Bitrix24.Imbot.Core.Rest;

/// <summary>Hears of what happens on the way of one call. Nothing that it hears holds a secret. Called from any thread.</summary>
public interface ICallObserver
{
    /// <summary>Whether texts of requests and answers are wanted; making them costs time.</summary>
    bool WantsBodies { get; }

    /// <summary>Something a person may want to know, one line.</summary>
    void Tell(string line);

    /// <summary>A request or an answer, without secrets.</summary>
    void Show(string text);
}
