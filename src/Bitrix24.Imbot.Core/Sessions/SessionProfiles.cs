using System.Globalization;
using Bitrix24.Imbot.Core.Authorization;
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
        if (TryRead(file) is not { } content)
        {
            return null;
        }

        string stored = content.Application?.ClientId ?? WebhookAddress.Parse(content.WebhookAddress!).UserId.ToString(CultureInfo.InvariantCulture);
        return content.Portal == portal && stored == role
            ? null
            : $"{content.Portal.Authority} ({(content.Kind == AuthorizationKind.Webhook ? "webhook of user" : "application")} {stored})";
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
    internal static ProfileContent? StoredFor(ProfileFile file, Uri portal, AuthorizationKind kind, string? clientId) =>
        TryRead(file) is { } content && content.Portal == portal && content.Kind == kind && content.Application?.ClientId == clientId ? content : null;

    /// <summary>The content of a profile; null if it doesn't exist or is damaged.</summary>
    private static ProfileContent? TryRead(ProfileFile file)
    {
        try
        {
            return file.Exists ? file.Read() : null;
        }
        catch (B24Exception exception) when (exception.Kind == SessionErrors.ProfileUnreadable)
        {
            return null;
        }
    }
}
