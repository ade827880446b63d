using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Sessions;

/// <summary>
/// Changes a bot. Null settings stay unchanged. To change the name, position, or image, the bot is read first, because the portal resets missing values.
/// </summary>
public sealed class BotChange
{
    private readonly B24Session session;
    private readonly long botId;
    private readonly BotSettings changes;

    /// <summary>Validates everything that doesn't need the portal.</summary>
    /// <param name="session">The session of the bot's owner.</param>
    /// <param name="botId">The bot.</param>
    /// <param name="changes">The changes.</param>
    /// <exception cref="B24Exception">
    /// <see cref="BotErrors.BotTokenUnderOAuth"/>, <see cref="BotErrors.BotTokenLengthInvalid"/>, <see cref="BotErrors.WebhookUriMissing"/>,
    /// <see cref="BotErrors.WebhookUriUnused"/>, <see cref="BotErrors.WebhookUriInvalid"/>, <see cref="PortalErrors.NothingToChange"/>.
    /// </exception>
    public BotChange(B24Session session, long botId, BotSettings changes)
    {
        this.session = session;
        this.botId = botId;
        this.changes = changes.Token is not null && session.Kind == AuthorizationKind.OAuth
            ? throw BotErrors.BotTokenUnderOAuth.With($"Session '{session.Name}' uses OAuth, and its bots have no token.")
            : changes;
        new UpdateBotRequest(botId, changes).ToParameters();
    }

    /// <summary>Whether the token of the bot changes.</summary>
    public bool ChangesToken => changes.Token is not null;

    /// <summary>Whether the session has the token of another bot. A session has only one token.</summary>
    public bool IsOfAnotherBot => session.BotId is not null && session.BotId != botId;

    /// <summary>Sends the changes.</summary>
    /// <param name="observer">Receives information about the calls, and a warning if the portal deletes events. Can be null.</param>
    /// <param name="cancellation">Cancels the calls.</param>
    /// <exception cref="B24Exception">The portal refused a request, or <see cref="BotErrors.WebhookUriUnused"/> if events of the bot are not sent to a URL.</exception>
    public async Task<Bot> SendAsync(ICallObserver? observer = null, CancellationToken cancellation = default)
    {
        BotSettings complete = changes;
        if (changes.NeedsCurrent)
        {
            Bot now = await session.SendAsync(new GetBotRequest(botId), observer, cancellation).ConfigureAwait(false);
            complete = changes.CompletedFrom(now);
            if (changes is { WebhookUri: not null, EventMode: not null } && now.EventMode is not null && now.EventMode != EventHandlerAddress.WebhookMode)
            {
                observer?.Warn($"The event mode of bot {now.BotId} changes from fetch to webhook. The portal deletes events that were not fetched.");
            }
        }

        return await session.SendAsync(new UpdateBotRequest(botId, complete), observer, cancellation).ConfigureAwait(false);
    }

    /// <summary>The session with the bot's new token. It isn't saved yet; see <see cref="SessionProfiles.KeepBot"/>.</summary>
    public B24Session WithNewToken() => session.With(botToken: changes.Token);
}
