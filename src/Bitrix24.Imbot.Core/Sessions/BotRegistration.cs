using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Sessions;

/// <summary>
/// Registers a bot for a session. Under a webhook the bot has a token, which the session and its profile keep before it is sent: a bot whose token is lost with the
/// answer could never be used, and its code never be taken again.
/// </summary>
public sealed class BotRegistration
{
    private readonly B24Session before;
    private readonly RegisterBotRequest request;

    /// <param name="session">The session of the bot's future owner.</param>
    /// <param name="request">The bot. Where it has no token, that of the session is used, or else a random one.</param>
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

    /// <summary>The session with the bot and the token that it has by now.</summary>
    public B24Session Session { get; private set; }

    /// <summary>A token was given, and is not used: under OAuth a bot belongs to the application.</summary>
    public bool IsTokenUnused { get; }

    /// <summary>A random token was made.</summary>
    public bool IsTokenCreated { get; }

    /// <summary>A token was given that differs from the session's. The session keeps its own, and can't work with the new bot.</summary>
    public bool IsTokenOfAnotherBot { get; }

    /// <summary>Saves a token that the session did not have before in its profile, before the portal hears of it.</summary>
    /// <returns>Whether the session has another token now.</returns>
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
    /// Registers the bot, which becomes the session's default bot if it has none. If the portal refuses, a new token is forgotten again. <see cref="KeepBot"/> saves the bot.
    /// </summary>
    /// <param name="observer">Hears of what happens; may be null.</param>
    /// <param name="cancellation">Ends the call at once.</param>
    /// <exception cref="B24Exception">The portal refused a request.</exception>
    public async Task<Bot> SendAsync(ICallObserver? observer = null, CancellationToken cancellation = default)
    {
        try
        {
            Bot bot = await Session.SendAsync(request, observer, cancellation).ConfigureAwait(false);

            // A bot and a token that do not belong together would make a session that can do nothing.
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

    /// <summary>What of the request the bot does not have, one phrase each: a code that was registered before gives the old bot as it is.</summary>
    public IReadOnlyList<string> DifferencesFrom(Bot bot) => request.DifferencesFrom(bot);

    /// <summary>Saves the new default bot in the session's profile, where there is one.</summary>
    /// <exception cref="B24Exception"><see cref="SessionErrors.ProfileNotWritten"/>.</exception>
    public void KeepBot()
    {
        if (Session.BotId != before.BotId)
        {
            SessionProfiles.KeepBot(Session);
        }
    }
}
