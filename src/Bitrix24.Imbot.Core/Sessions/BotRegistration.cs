using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Sessions;

/// <summary>
/// Registers a bot for a session. With a webhook, the bot has a token. The session and its profile save the token before it is sent: if it were lost with the
/// response, no one could use the bot or register its code again.
/// </summary>
public sealed class BotRegistration
{
    private readonly B24Session before;
    private readonly RegisterBotRequest request;

    /// <param name="session">The session of the bot's future owner.</param>
    /// <param name="request">The bot. If it has no token, the token of the session is used, or a random one.</param>
    /// <exception cref="B24Exception">
    /// <see cref="BotErrors.WebhookUriMissing"/>, <see cref="BotErrors.WebhookUriUnused"/>, <see cref="BotErrors.WebhookUriInvalid"/>,
    /// <see cref="BotErrors.BotTokenLengthInvalid"/>.
    /// </exception>
    public BotRegistration(B24Session session, RegisterBotRequest request)
    {
        request.Require();
        bool isOAuth = session.Kind == AuthorizationKind.OAuth;
        Secret? given = request.Token;
        Secret? token = isOAuth ? null : given ?? session.BotToken ?? BotToken.Create();
        before = session;
        this.request = request.WithToken(token);
        Session = token is null || session.BotToken is not null ? session : session.With(botToken: token);
        IsTokenUnused = isOAuth && given is not null;
        IsTokenCreated = token is not null && given is null && session.BotToken is null;
        IsTokenOfAnotherBot = !isOAuth && given is not null && session.BotToken is not null && !given.Equals(session.BotToken);
    }

    /// <summary>The session, with the bot and its token as soon as they are known.</summary>
    public B24Session Session { get; private set; }

    /// <summary>Whether a specified token is ignored. With OAuth, a bot belongs to the application.</summary>
    public bool IsTokenUnused { get; }

    /// <summary>Whether a random token was generated.</summary>
    public bool IsTokenCreated { get; }

    /// <summary>Whether the specified token differs from the token of the session. The session keeps its token, and can't use the new bot.</summary>
    public bool IsTokenOfAnotherBot { get; }

    /// <summary>Saves a new token in the profile of the session, before the token is sent to the portal.</summary>
    /// <returns>Whether the session has a new token.</returns>
    /// <exception cref="B24Exception"><see cref="SessionErrors.ProfileNotWritten"/>.</exception>
    public bool KeepToken()
    {
        if (ReferenceEquals(Session, before))
        {
            return false;
        }

        SessionProfiles.KeepBot(Session);
        return true;
    }

    /// <summary>
    /// Registers the bot, which becomes the session's default bot if it has none. If the portal refuses the request, a new token is discarded. <see cref="KeepBot"/> saves the bot.
    /// </summary>
    /// <param name="observer">Receives information about the calls. Can be null.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <exception cref="B24Exception">The portal refused a request.</exception>
    public async Task<Bot> SendAsync(ICallObserver? observer = null, CancellationToken cancellation = default)
    {
        try
        {
            Bot bot = await Session.SendAsync(request, observer, cancellation).ConfigureAwait(false);

            // A session with a token of another bot can't use this bot.
            bool fits = request.Token is null || request.Token.Equals(Session.BotToken);
            Session = fits ? Session.With(Session.BotId ?? bot.BotId) : Session;
            return bot;
        }
        catch (B24Exception refusal) when (refusal.Outcome != Outcome.Unknown && !ReferenceEquals(Session, before))
        {
            SessionProfiles.KeepBot(before);
            Session = before;
            throw;
        }
    }

    /// <summary>The differences between the request and the bot, one phrase each. If the code was already registered, the portal returns the existing bot unchanged.</summary>
    public IReadOnlyList<string> DifferencesFrom(Bot bot) => request.DifferencesFrom(bot);

    /// <summary>Saves the new default bot in the profile of the session, if there is one.</summary>
    /// <exception cref="B24Exception"><see cref="SessionErrors.ProfileNotWritten"/>.</exception>
    public void KeepBot()
    {
        if (Session.BotId != before.BotId)
        {
            SessionProfiles.KeepBot(Session);
        }
    }
}
