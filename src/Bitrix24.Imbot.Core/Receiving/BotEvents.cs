using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Listening;
using Bitrix24.Imbot.Core.Replies;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Receiving;

/// <summary>A bot's events while this process reads them. It has the turn to read, and gives it back when it is disposed.</summary>
internal sealed class BotEvents : IDisposable
{
    private static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxInterval = TimeSpan.FromHours(1);

    private readonly BotListenerOptions options;
    private readonly IDisposable turn;

    private BotEvents(BotListenerOptions options, IDisposable turn, Bot bot, IEventSource source)
    {
        this.options = options;
        this.turn = turn;
        Bot = bot;
        Source = source;
    }

    /// <summary>The bot as it was when its events were opened.</summary>
    public Bot Bot { get; }

    /// <summary>Gives the events, and takes note of what is done.</summary>
    public IEventSource Source { get; }

    /// <summary>Takes the turn to read, and opens everything that is needed, before any event is taken or confirmed.</summary>
    /// <exception cref="B24Exception">What prevents it; see <see cref="BotListener.RunAsync"/>.</exception>
    public static async Task<BotEvents> OpenAsync(B24Session session, long botId, BotListenerOptions options, ICallObserver? observer, CancellationToken cancellation)
    {
        Require(options);
        string folder = BotFolder.PathOf(session.Portal, botId);
        IDisposable turn = await EventReaderTurn.AcquireAsync(folder, cancellation).ConfigureAwait(false)
            ?? throw EventErrors.EventReaderBusy.With($"The events of bot {botId} on {session.Portal.Authority} are read on this machine already.");
        IEventSource? source = null;
        try
        {
            if (!EventReaderTurn.IsHeld(folder))
            {
                observer?.Warn($"{folder} cannot be locked: a second process could handle the events of bot {botId} unnoticed. {FileLock.IgnoredAdvice}");
            }

            Bot bot = await session.SendAsync(new GetBotRequest(botId), observer, cancellation).ConfigureAwait(false);
            RequireEventMode(bot, options);
            source = new SharedEventSource(OpenSource(session, botId, folder, options), folder, SystemClock.Instance, new LatePress(session, botId));
            await source.StartAsync(observer, cancellation).ConfigureAwait(false);
            return new BotEvents(options, turn, bot, source);
        }
        catch
        {
            source?.Dispose();
            turn.Dispose();
            throw;
        }
    }

    /// <summary>Whether an event is done without being handled.</summary>
    public bool IsSkipped(PortalEvent item) => !options.IncludeBots && item.User is { IsBot: true };

    /// <summary>Tells the portal what is done, in a short time, where the reading ends early.</summary>
    /// <returns>Why the portal may not have heard of it; null where it has.</returns>
    public async Task<string?> LeaveAsync(TimeSpan time)
    {
        using CancellationTokenSource limit = new(time);
        try
        {
            await Source.FinishAsync(null, limit.Token).ConfigureAwait(false);
            return null;
        }
        catch (B24Exception exception)
        {
            return exception.Message;
        }
        catch (OperationCanceledException)
        {
            return $"there was no answer within {time.TotalMilliseconds:0} ms.";
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Source.Dispose();
        turn.Dispose();
    }

    private static void Require(BotListenerOptions options)
    {
        if (options.ListenUri is not null && options.IncludeUserEvents)
        {
            throw EventErrors.UserEventsNotPushed.With("The events of a user were asked for together with a listener.");
        }

        if (options.Interval < MinInterval || options.Interval > MaxInterval)
        {
            throw PortalErrors.DurationInvalid.With($"The interval is {options.Interval.TotalSeconds:0.###} seconds. It can be 1 second to 1 hour.");
        }
    }

    private static void RequireEventMode(Bot bot, BotListenerOptions options)
    {
        string wanted = options.ListenUri is null ? "fetch" : EventHandlerAddress.WebhookMode;
        if (bot.EventMode is { } mode && !string.Equals(mode, wanted, StringComparison.OrdinalIgnoreCase))
        {
            throw EventErrors.EventModeUnfit.With($"The events of bot {bot.BotId} do not come this way: its event mode is {mode}.");
        }
    }

    private static IEventSource OpenSource(B24Session session, long botId, string folder, BotListenerOptions options)
    {
        string? offsetPath = options.OffsetStorePath;
        if (options.ListenUri is not null)
        {
            PushedQueue pushed = new(offsetPath is null ? Path.Combine(folder, "pushed") : offsetPath + ".pushed", session.Portal, botId, SystemClock.Instance);
            ListenAddress address = ListenAddress.Parse(options.ListenUri);
            return new ListenerEventSource(address, TokenOf(session, botId, options), botId, pushed, new HttpLimits(), SystemClock.Instance);
        }

        OffsetStore? store = offsetPath is null ? null : new OffsetStore(offsetPath, session.Portal, botId);
        QueueOptions queue = new()
        {
            Interval = options.Interval,
            HasRoomFor = session.HasRoomFor,
            WithUserEvents = options.IncludeUserEvents,
            DonePath = offsetPath is null ? QueueOptions.DonePathIn(folder) : offsetPath + ".done",
            UnreadableFolder = QueueOptions.UnreadableFolderIn(folder),
        };
        return new QueueEventSource(session.SendAsync, botId, store, queue, SystemClock.Instance);
    }

    private static ApplicationToken TokenOf(B24Session session, long botId, BotListenerOptions options) =>
        options.ApplicationToken is { } given ? ApplicationToken.FromSecret(given)
        : session.Kind == AuthorizationKind.OAuth ? throw EventErrors.ApplicationTokenMissing.With($"Bot {botId} is an application's, and its application token is missing.")
        : ApplicationToken.FromBotToken(session.BotToken ?? throw BotErrors.BotTokenMissing.With("The session has no bot token, by which the portal's events are known."));
}
