namespace Bitrix24.Imbot.Handlers;

/// <summary>How a handler ended.</summary>
internal enum HandlerEnd
{
    /// <summary>To its end, or by <c>return</c> or <c>continue</c>.</summary>
    Done,

    /// <summary>By <c>break</c>, or beside the pipeline by <c>exit</c>: the bot ends, and the event is done.</summary>
    EndsBot,

    /// <summary>It was stopped because the bot ends: the event isn't done and comes again.</summary>
    Interrupted,
}
