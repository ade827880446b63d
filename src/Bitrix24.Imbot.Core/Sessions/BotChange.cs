using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Sessions;

/// <summary>
/// Changes a bot; what is not given stays as it is. Where name, position or picture change, the bot is read first, because the portal would reset what is not sent along.
/// </summary>
public sealed class BotChange
{
    private readonly B24Session session;
    private readonly long botId;
    private readonly BotSettings changes;

    /// <summary>Refuses all that can be found wrong without the portal.</summary>
    /// <param name="session">The session of the bot's owner.</param>
    /// <param name="botId">The bot.</param>
    /// <param name="changes">What is to change.</param>
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

    /// <summary>Whether the bot gets another token.</summary>
    public bool ChangesToken => changes.Token is not null;

    /// <summary>Whether the session works for another bot, whose token it keeps: a session has one token.</summary>
    public bool IsOfAnotherBot => session.BotId is not null && session.BotId != botId;

    /// <summary>Sends the change.</summary>
    /// <param name="observer">Hears of what happens, and is warned where the portal deletes events; may be null.</param>
    /// <param name="cancellation">Ends the calls at once.</param>
    /// <exception cref="B24Exception">What the portal says, and <see cref="BotErrors.WebhookUriUnused"/> where the bot's events go another way.</exception>
    public async Task<Bot> SendAsync(ICallObserver? observer = null, CancellationToken cancellation = default)
    {
        BotSettings complete = changes;
        if (changes.NeedsCurrent)
        {
            Bot now = await session.SendAsync(new GetBotRequest(botId), observer, cancellation).ConfigureAwait(false);
            complete = changes.CompletedFrom(now);
            if (changes is { WebhookUri: not null, EventMode: not null } && now.EventMode is not null && now.EventMode != EventHandlerAddress.WebhookMode)
            {
                observer?.Warn($"Bot {now.BotId} goes from event mode fetch to webhook: the portal deletes events that were not fetched yet.");
            }
        }

        return await session.SendAsync(new UpdateBotRequest(botId, complete), observer, cancellation).ConfigureAwait(false);
    }

    /// <summary>The session with the bot's new token. It isn't saved yet; see <see cref="SessionProfiles.KeepBot"/>.</summary>
    public B24Session WithNewToken() => session.With(botToken: changes.Token);
}
