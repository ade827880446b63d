using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Receiving;

/// <summary>Options for the source of a bot's events and for the data that is saved.</summary>
public sealed record BotListenerOptions
{
    /// <summary>The defaults: read the queue, and save progress only on the portal.</summary>
    public static BotListenerOptions Default { get; } = new();

    /// <summary>
    /// A file that stores the offset below which all events are done, so that the next run continues there. It is created if necessary. Null to keep
    /// the offset only on the portal; events that were done shortly before the process ended may then be delivered again.
    /// </summary>
    public string? OffsetStorePath { get; init; }

    /// <summary>The maximum time between two polls, 1 second to 1 hour. While people write to the bot, polling is more frequent.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The address to listen on for events that the portal posts: an <c>http</c> URL of this computer with a port and a path, such as
    /// <c>http://127.0.0.1:8080/b24/</c>. The bot's event mode must be webhook, and a proxy or tunnel must forward its public URL to this one. Null
    /// to read the queue; the event mode must then be fetch.
    /// </summary>
    public Uri? ListenUri { get; init; }

    /// <summary>The token that posted events must contain. Null for a bot of an incoming webhook, whose events contain the bot token.</summary>
    public Secret? ApplicationToken { get; init; }

    /// <summary>
    /// Whether to include events that were caused by bots. By default they are skipped, so that two bots can't answer each other endlessly.
    /// </summary>
    public bool IncludeBots { get; init; }

    /// <summary>Whether to include the events of the session's user, if the user is subscribed to them. Only for the queue.</summary>
    public bool IncludeUserEvents { get; init; }

    /// <summary>
    /// Called with an event and the exception that its handler threw. When it returns, the event is done and the bot continues. If null, the
    /// exception ends the bot; the event is then not done and is delivered again.
    /// </summary>
    public Func<PortalEvent, Exception, CancellationToken, Task>? HandlerFailed { get; init; }
}
