namespace Bitrix24.Imbot.Handlers;

/// <summary>The result of handling an event, including retries. The output and the error are those of the last attempt.</summary>
internal sealed record HandlerOutcome(HandlerEnd End, IReadOnlyCollection<PSObject> Output, Exception? Failure, int Attempts)
{
    /// <summary>Whether the handler didn't stop and was abandoned. It isn't retried.</summary>
    public bool IsAbandoned { get; init; }
}

/// <summary>How a handler ended.</summary>
internal enum HandlerEnd
{
    /// <summary>It completed, or used <c>return</c> or <c>continue</c>.</summary>
    Done,

    /// <summary>It used <c>break</c>, or <c>exit</c> in a separate runspace. The bot stops, and the event is confirmed.</summary>
    EndsBot,

    /// <summary>It was stopped because the bot is stopping. The event isn't confirmed and is delivered again.</summary>
    Interrupted,
}
