namespace Bitrix24.Imbot.Handlers;

/// <summary>The result of handling an event, including retries.</summary>
/// <param name="End">How the last attempt ended.</param>
/// <param name="Output">The output of the last attempt.</param>
/// <param name="Failure">The error of the last attempt; null if it succeeded.</param>
/// <param name="Attempts">The number of attempts.</param>
internal sealed record HandlerOutcome(HandlerEnd End, IReadOnlyCollection<PSObject> Output, Exception? Failure, int Attempts)
{
    /// <summary>Whether the handler didn't stop and was abandoned. It isn't retried.</summary>
    public bool IsAbandoned { get; init; }
}
