namespace Bitrix24.Imbot.Handlers;

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
