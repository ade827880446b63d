using System.Globalization;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Profiles;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Sessions;

/// <summary>Opens sessions from profiles and token stores, and saves changes of the sessions to them.</summary>
public static class SessionProfiles
{
    /// <summary>Opens the session of a profile. Sends no request. Refreshed tokens are saved to the profile.</summary>
    /// <param name="file">The profile; see <see cref="ProfileFile.For"/>.</param>
    /// <param name="name">Name of the session; null for the name of the profile.</param>
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

    /// <summary>
    /// The connection that would be overwritten if a profile were saved; null if there is none, the profile is damaged, or it is the same connection
    /// with other secrets.
    /// </summary>
    /// <param name="file">The profile.</param>
    /// <param name="portal">The portal of the connection to save.</param>
    /// <param name="role">Its application, or the user ID of its webhook.</param>
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
    /// Saves a webhook session. If the profile is for the same portal and no bot or token is specified, the saved ones are kept: a random token isn't
    /// stored anywhere else.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="address">The complete URL of its webhook, <c>https://portal/rest/17/code/</c>.</param>
    /// <param name="transport">The connection settings.</param>
    /// <param name="file">The profile to save to.</param>
    /// <param name="cancellation">Stops waiting for other processes.</param>
    /// <returns>The session with its profile, its bot, and its token.</returns>
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
    /// Saves an OAuth session and opens it with the profile as its token store. Tokens in the profile for the same portal and application take
    /// precedence, so that a task that always specifies the same refresh token doesn't overwrite newer ones. If newly issued tokens can't be saved,
    /// the session is opened without a profile, and <see cref="B24Session.TokenStoreFailure"/> contains the reason.
    /// </summary>
    /// <param name="portal">The portal.</param>
    /// <param name="application">The application.</param>
    /// <param name="pair">The caller's tokens; empty tokens to use those of the profile.</param>
    /// <param name="isFresh">Whether the tokens were just issued and are newer than any saved ones.</param>
    /// <param name="botId">The default bot; null for the saved one.</param>
    /// <param name="transport">The connection settings.</param>
    /// <param name="name">Name of the session; null for the name of the profile.</param>
    /// <param name="file">The profile to save to.</param>
    /// <param name="cancellation">Stops waiting for other processes.</param>
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

            // Validate first: tokens that can't be refreshed must not replace ones that can.
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

    /// <summary>Opens an OAuth session that stores its tokens in a file.</summary>
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
    /// Opens an OAuth session that stores its tokens in a store. Tokens in the store for this portal and application take precedence. The specified
    /// tokens are only used if there are none, or if they were just issued. If new tokens can't be saved, the session is opened anyway, because a
    /// code can be used only once; <see cref="B24Session.TokenStoreFailure"/> contains the reason.
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

        // Validate first: tokens that can't be refreshed must not replace ones that can.
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

    /// <summary>The token store and the bot of a profile for an application; null if it contains none.</summary>
    internal static (ITokenStore Store, long? BotId)? StoredIn(ProfileFile file, Uri portal, OAuthApplication application) =>
        StoredFor(file, portal, AuthorizationKind.OAuth, application.ClientId) is { } stored
            ? (new ProfileTokenStore(file, portal, application.ClientId), stored.BotId)
            : null;

    /// <summary>Saves the bot of a session to its profile, if there is one and it still exists.</summary>
    public static void KeepBot(B24Session session)
    {
        if (session.ProfileFile is { Exists: true } file)
        {
            file.Change(content => content with { BotId = session.BotId, BotToken = session.BotToken });
        }
    }

    /// <summary>
    /// The content of the profile for this portal and application; null if it can be replaced, because it belongs to another one, is damaged, or
    /// doesn't exist.
    /// </summary>
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
