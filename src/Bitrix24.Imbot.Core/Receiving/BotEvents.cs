using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Listening;
using Bitrix24.Imbot.Core.Replies;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Receiving;

/// <summary>The events of a bot while this process reads them. Holds the reader lock until it is disposed.</summary>
internal sealed class BotEvents(BotListenerOptions options, IDisposable turn, Bot bot, IEventSource source) : IDisposable
{
    private static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxInterval = TimeSpan.FromHours(1);

    /// <summary>The bot at the time when its events were opened.</summary>
    public Bot Bot { get; } = bot;

    /// <summary>Returns the events and records which are done.</summary>
    public IEventSource Source { get; } = source;

    /// <summary>Acquires the reader lock and opens all that is required, before an event is read or confirmed.</summary>
    /// <exception cref="B24Exception">The reason why the events can't be opened; see <see cref="BotListener.RunAsync"/>.</exception>
    public static async Task<BotEvents> OpenAsync(B24Session session, long botId, BotListenerOptions options, ICallObserver? observer, CancellationToken cancellation)
    {
        Require(options);
        string folder = StateFolder.PathOf(session.Portal, botId);
        IDisposable turn = await EventReaderTurn.AcquireAsync(folder, cancellation).ConfigureAwait(false)
            ?? throw EventErrors.EventReaderBusy.With($"Another process on this computer already reads the events of bot {botId} on {session.Portal.Authority}.");
        IEventSource? source = null;
        try
        {
            if (!EventReaderTurn.IsHeld(folder))
            {
                observer?.Warn($"{folder} can't be locked, so another process could handle the events of bot {botId} at the same time. {FileLock.IgnoredAdvice}");
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

    /// <summary>Whether an event is confirmed without being handled.</summary>
    public bool IsSkipped(PortalEvent item) => !options.IncludeBots && item.User is { IsBot: true };

    /// <summary>Confirms the finished events to the portal within a short time, if reading ends early.</summary>
    /// <returns>Why the portal may not have received the confirmation; null if it has.</returns>
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

    public void Dispose()
    {
        Source.Dispose();
        turn.Dispose();
    }

    /// <summary>Reads the bot's queue on the portal.</summary>
    public static QueueEventSource OpenQueue(B24Session session, long botId, string folder, BotListenerOptions options)
    {
        string? offsetPath = options.OffsetStorePath;
        QueueOptions queue = new()
        {
            Interval = options.Interval,
            HasRoomFor = session.HasRoomFor,
            WithUserEvents = options.IncludeUserEvents,
            DonePath = offsetPath is null ? QueueOptions.DonePathIn(folder) : offsetPath + ".done",
            UnreadableFolder = QueueOptions.UnreadableFolderIn(folder),
        };
        OffsetStore? store = offsetPath is null ? null : new OffsetStore(offsetPath, session.Portal, botId);
        return new QueueEventSource(session.SendAsync, botId, store, queue, SystemClock.Instance);
    }

    private static void Require(BotListenerOptions options)
    {
        if (options.ListenUri is not null && options.IncludeUserEvents)
        {
            throw EventErrors.UserEventsNotPushed.With("User events can't be received by a listener.");
        }

        if (options.Interval < MinInterval || options.Interval > MaxInterval)
        {
            throw PortalErrors.DurationInvalid.With($"An interval of {options.Interval.TotalSeconds:0.###} seconds is not valid. Specify 1 second to 1 hour.");
        }
    }

    private static void RequireEventMode(Bot bot, BotListenerOptions options)
    {
        string wanted = options.ListenUri is null ? "fetch" : EventHandlerAddress.WebhookMode;
        if (bot.EventMode is { } mode && !string.Equals(mode, wanted, StringComparison.OrdinalIgnoreCase))
        {
            throw EventErrors.EventModeUnfit.With($"The event mode of bot {bot.BotId} is '{mode}', but this operation requires '{wanted}'.");
        }
    }

    private static IEventSource OpenSource(B24Session session, long botId, string folder, BotListenerOptions options)
    {
        if (options.ListenUri is null)
        {
            return OpenQueue(session, botId, folder, options);
        }

        string pushedFolder = options.OffsetStorePath is { } offsetPath ? offsetPath + ".pushed" : Path.Combine(folder, "pushed");
        PushedQueue pushed = new(pushedFolder, session.Portal, botId, SystemClock.Instance);
        ListenAddress address = ListenAddress.Parse(options.ListenUri);
        return new ListenerEventSource(address, TokenOf(session, botId, options), botId, pushed, new HttpLimits(), SystemClock.Instance);
    }

    private static ApplicationToken TokenOf(B24Session session, long botId, BotListenerOptions options) =>
        options.ApplicationToken is { } given ? ApplicationToken.FromSecret(given)
        : session.Kind == AuthorizationKind.OAuth ? throw EventErrors.ApplicationTokenMissing.With($"Bot {botId} belongs to an application, so an application token is required.")
        : ApplicationToken.FromBotToken(session.BotToken ?? throw BotErrors.BotTokenMissing.With("The session has no bot token to verify the portal's events with."));
}
