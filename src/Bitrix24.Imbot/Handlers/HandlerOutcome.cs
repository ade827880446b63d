namespace Bitrix24.Imbot.Handlers;

/// <summary>The result of handling an event, including retries. The output and the error are those of the last attempt.</summary>
internal sealed record HandlerOutcome(HandlerEnd End, IReadOnlyCollection<PSObject> Output, Exception? Failure, int Attempts)
{
    /// <summary>Whether the handler didn't stop and was abandoned. It isn't retried.</summary>
    public bool IsAbandoned { get; init; }
}
