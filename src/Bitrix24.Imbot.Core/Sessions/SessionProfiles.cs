using System.Globalization;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Profiles;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Sessions;

/// <summary>Opens sessions from profiles and token stores, and keeps these up to date with their sessions.</summary>
public static class SessionProfiles
{
    /// <summary>Opens the session that a profile describes. Nothing is sent. Renewed tokens are kept in the profile.</summary>
    /// <param name="file">The profile, of <see cref="ProfileFile.For"/>.</param>
    /// <param name="name">Name of the session; the profile's where null.</param>
    /// <exception cref="B24Exception">
    /// <see cref="SessionErrors.ProfileNotFound"/>, <see cref="SessionErrors.ProfileOfAnotherAccount"/>, <see cref="SessionErrors.ProfileUnreadable"/>.
    /// </exception>
    public static B24Session Open(ProfileFile file, string? name = null)
    {
        ProfileContent content = file.Read();
        string sessionName = name ?? file.Name;
        B24Session session = content.Kind == AuthorizationKind.Webhook
            ? B24Session.ForWebhook(content.WebhookAddress!, content.BotId, content.BotToken, content.Transport, sessionName)
            : B24Session.ForOAuth(
                content.Portal,
                content.Application!,
                content.Tokens!,
                new ProfileTokenStore(file, content.Portal, content.Application!.ClientId),
                content.BotId,
                content.Transport,
                sessionName);
        return session.With(profile: file);
    }

    /// <summary>Whose connection would be lost if a profile were saved; null where there is none, or a damaged one, or the same connection with other secrets.</summary>
    /// <param name="file">The profile.</param>
    /// <param name="portal">The portal of the connection to be saved.</param>
    /// <param name="role">Its application, or the number of its webhook's user.</param>
    internal static string? OtherIn(ProfileFile file, Uri portal, string role)
    {
        if (!file.Exists)
        {
            return null;
        }

        try
        {
            ProfileContent content = file.Read();
            string stored = content.Application?.ClientId
                ?? WebhookAddress.Parse(content.WebhookAddress!).UserId.ToString(CultureInfo.InvariantCulture);
            return content.Portal == portal && stored == role
                ? null
                : $"{content.Portal.Authority} ({(content.Kind == AuthorizationKind.Webhook ? "webhook of user" : "application")} {stored})";
        }
        catch (B24Exception exception) when (exception.Kind == SessionErrors.ProfileUnreadable)
        {
            return null;
        }
    }

    /// <summary>
    /// Saves a webhook session. A profile of the same portal keeps its bot and token where none is given: a token that was made at random is
    /// nowhere else.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="address">The whole address of its webhook, <c>https://portal/rest/17/code/</c>.</param>
    /// <param name="transport">How it reaches the network.</param>
    /// <param name="file">Where to save it.</param>
    /// <param name="cancellation">Ends the wait for other processes.</param>
    /// <returns>The same session with its profile, and with the bot and token that it now has.</returns>
    /// <exception cref="B24Exception"><see cref="SessionErrors.ProfileNotWritten"/>.</exception>
    public static async Task<B24Session> SaveWebhookAsync(
        B24Session session,
        Secret address,
        TransportOptions transport,
        ProfileFile file,
        CancellationToken cancellation)
    {
        using IDisposable turn = await file.LockAsync(cancellation).ConfigureAwait(false);
        ProfileContent? stored = StoredFor(file, session.Portal, AuthorizationKind.Webhook, null);
        B24Session complete = session.With(session.BotId ?? stored?.BotId, session.BotToken ?? stored?.BotToken);
        file.Write(new ProfileContent
        {
            Kind = AuthorizationKind.Webhook,
            Portal = complete.Portal,
            WebhookAddress = address,
            BotId = complete.BotId,
            BotToken = complete.BotToken,
            Transport = transport,
        });
        return complete.With(profile: file);
    }

    /// <summary>
    /// Saves an OAuth session and opens it with the profile as its token store. A profile that already holds tokens of this portal and
    /// application keeps them, so that a task that always passes yesterday's refresh token does not undo today's. Where tokens that have just been granted
    /// cannot be written, the session is opened without profile, and <see cref="B24Session.TokenStoreFailure"/> says why.
    /// </summary>
    /// <param name="portal">The portal.</param>
    /// <param name="application">The application.</param>
    /// <param name="pair">The tokens that the caller has; empty ones to use what the profile holds.</param>
    /// <param name="isFresh">Whether the tokens have just been granted and are therefore newer than any stored ones.</param>
    /// <param name="botId">The default bot; the stored one when null.</param>
    /// <param name="transport">How to reach the network.</param>
    /// <param name="name">Name of the session; the profile's when null.</param>
    /// <param name="file">Where to save it.</param>
    /// <param name="cancellation">Ends the wait for other processes.</param>
    public static async Task<B24Session> SaveOAuthAsync(
        Uri portal,
        OAuthApplication application,
        TokenPair pair,
        bool isFresh,
        long? botId,
        TransportOptions transport,
        string? name,
        ProfileFile file,
        CancellationToken cancellation)
    {
        using (await file.LockAsync(cancellation).ConfigureAwait(false))
        {
            ProfileContent? stored = StoredFor(file, portal, AuthorizationKind.OAuth, application.ClientId);
            TokenPair tokens = isFresh ? pair : stored?.Tokens ?? pair;

            // Checked before it is written: what cannot be refreshed must not replace what can.
            _ = B24Session.ForOAuth(portal, application, tokens);
            try
            {
                file.Write(new ProfileContent
                {
                    Kind = AuthorizationKind.OAuth,
                    Portal = portal,
                    Application = application,
                    Tokens = tokens,
                    PreviousTokens = isFresh ? stored?.Tokens : stored?.PreviousTokens,
                    BotId = botId ?? stored?.BotId,
                    Transport = transport,
                });
            }
            catch (B24Exception failure) when (isFresh)
            {
                return B24Session.OpenOAuth(portal, application, tokens, null, botId ?? stored?.BotId, transport, name ?? file.Name, new UnsavedPair(tokens, failure));
            }
        }

        return Open(file, name);
    }

    /// <summary>Opens an OAuth session that keeps its tokens in a file.</summary>
    /// <inheritdoc cref="OpenWithStoreAsync(Uri, OAuthApplication, TokenPair, bool, long?, TransportOptions, string?, ITokenStore, CancellationToken)"/>
    public static Task<B24Session> OpenWithStoreAsync(
        Uri portal,
        OAuthApplication application,
        TokenPair pair,
        bool isFresh,
        long? botId,
        TransportOptions transport,
        string? name,
        string path,
        CancellationToken cancellation) =>
        OpenWithStoreAsync(portal, application, pair, isFresh, botId, transport, name, new FileTokenStore(path, portal, application.ClientId), cancellation);

    /// <summary>
    /// Opens an OAuth session that keeps its tokens in a store. What the store already holds for this portal and application wins; the tokens passed only
    /// seed it, unless they have just been granted. Where those cannot be written the session is opened all the same, because there is no second grant for
    /// one code, and <see cref="B24Session.TokenStoreFailure"/> says why.
    /// </summary>
    public static async Task<B24Session> OpenWithStoreAsync(
        Uri portal,
        OAuthApplication application,
        TokenPair pair,
        bool isFresh,
        long? botId,
        TransportOptions transport,
        string? name,
        ITokenStore store,
        CancellationToken cancellation)
    {
        using IDisposable turn = await store.LockAsync(cancellation).ConfigureAwait(false);
        TokenPair? stored = store.Read();
        if (!isFresh && stored is not null)
        {
            return B24Session.OpenOAuth(portal, application, stored, store, botId, transport, name);
        }

        // Checked before it is written: what cannot be refreshed must not replace what can.
        B24Session session = B24Session.OpenOAuth(portal, application, pair, store, botId, transport, name);
        try
        {
            store.Write(pair);
            return session;
        }
        catch (B24Exception failure) when (isFresh)
        {
            return B24Session.OpenOAuth(portal, application, pair, store, botId, transport, name, new UnsavedPair(stored ?? pair, failure));
        }
    }

    /// <summary>The tokens and the bot that a profile holds for an application; null where it holds none of its.</summary>
    internal static (ITokenStore Store, long? BotId)? StoredIn(ProfileFile file, Uri portal, OAuthApplication application) =>
        StoredFor(file, portal, AuthorizationKind.OAuth, application.ClientId) is { } stored
            ? (new ProfileTokenStore(file, portal, application.ClientId), stored.BotId)
            : null;

    /// <summary>Keeps the bot that a session now has in its profile, where it has one that was not removed meanwhile.</summary>
    public static void KeepBot(B24Session session)
    {
        if (session.ProfileFile is { Exists: true } file)
        {
            file.Change(content => content with { BotId = session.BotId, BotToken = session.BotToken });
        }
    }

    /// <summary>What the profile holds for this portal and application; null where it is another's, damaged or not there, and may be replaced.</summary>
    private static ProfileContent? StoredFor(ProfileFile file, Uri portal, AuthorizationKind kind, string? clientId)
    {
        if (!file.Exists)
        {
            return null;
        }

        try
        {
            ProfileContent content = file.Read();
            bool same = content.Portal == portal && content.Kind == kind && content.Application?.ClientId == clientId;
            return same ? content : null;
        }
        catch (B24Exception exception) when (exception.Kind == SessionErrors.ProfileUnreadable)
        {
            return null;
        }
    }
}
