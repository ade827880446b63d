using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Receiving;

/// <summary>Where a bot's events come from, and what is kept of them.</summary>
public sealed record BotListenerOptions
{
    /// <summary>The defaults: the queue is read, and the portal alone keeps what is done.</summary>
    public static BotListenerOptions Default { get; } = new();

    /// <summary>
    /// A file that keeps the offset below which all events are done, so that the next run continues there. It is made where it is missing. Null to keep it on the portal
    /// only; then events that were done shortly before the process ended can come again.
    /// </summary>
    public string? OffsetStorePath { get; init; }

    /// <summary>The longest time between two looks into the queue, 1 second to an hour. While people write to the bot, it is read more often.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Where to listen for events that the portal posts: an <c>http</c> address of this machine with port and path, such as <c>http://127.0.0.1:8080/b24/</c>. The bot's
    /// event mode must be webhook, and a proxy or tunnel must lead from its public address to this one. Null to read the queue, for which the event mode must be fetch.
    /// </summary>
    public Uri? ListenUri { get; init; }

    /// <summary>What a posted event must carry to be the portal's. Null for a bot of an incoming webhook, whose events are known by its bot token.</summary>
    public Secret? ApplicationToken { get; init; }

    /// <summary>Whether events whose author is a bot are given as well. They are skipped by default, so that two bots don't answer each other without end.</summary>
    public bool IncludeBots { get; init; }

    /// <summary>Whether the events of the session's user are read along with the bot's, where the user has subscribed to them. Only from the queue.</summary>
    public bool IncludeUserEvents { get; init; }

    /// <summary>
    /// Hears of an event whose handler threw, and of what it threw. When it returns, the event is done and the bot goes on. Null to end the bot with what the handler
    /// threw; the event isn't done then and comes again.
    /// </summary>
    public Func<PortalEvent, Exception, CancellationToken, Task>? HandlerFailed { get; init; }
}
