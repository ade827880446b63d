using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Profiles;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Sessions;

/// <summary>The settings for opening an OAuth session: its tokens, and where they are saved.</summary>
/// <param name="Portal">The portal, see <see cref="PortalAddress.Parse"/>.</param>
/// <param name="Application">The application and its authorization server.</param>
public sealed record OAuthConnection(Uri Portal, OAuthApplication Application)
{
    /// <summary>
    /// The tokens. Tokens of this portal and application that <see cref="Profile"/> or <see cref="Store"/> already contains take precedence, so that a task that
    /// always specifies the same refresh token doesn't overwrite newer ones.
    /// </summary>
    public TokenPair Tokens { get; init; } = new();

    /// <summary>Whether <see cref="Tokens"/> were just issued, and are newer than any saved ones.</summary>
    public bool IsGranted { get; init; }

    /// <summary>
    /// An authorization code, which is valid for 30 seconds and can be used once, or the URL to which the portal redirected the browser. It is exchanged for tokens, which
    /// replace <see cref="Tokens"/> except for their scope. Null to use <see cref="Tokens"/>.
    /// </summary>
    public Secret? Code { get; init; }

    /// <summary>The profile for the settings and for refreshed tokens; null for none.</summary>
    public ProfileFile? Profile { get; init; }

    /// <summary>The store for the tokens if there is no profile; null to keep them in memory only.</summary>
    public ITokenStore? Store { get; init; }

    /// <summary>The default bot; null for the one in the profile.</summary>
    public long? BotId { get; init; }

    /// <summary>The connection settings.</summary>
    public TransportOptions Transport { get; init; } = TransportOptions.Default;

    /// <summary>Name of the session; null for the name of the profile, or the host of the portal.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// Opens the session. Only the exchange of a code and the test send requests. If newly issued tokens can't be saved, the session is opened
    /// anyway, because a code can be used only once. <see cref="B24Session.TokenStoreFailure"/> contains the reason.
    /// </summary>
    /// <param name="test">Tests the session before anything is saved, and throws if it can't be used; null for no test.</param>
    /// <param name="cancellation">Cancels the exchange, the test, and the wait for other processes.</param>
    /// <exception cref="B24Exception">
    /// <see cref="AuthorizationErrors.RefreshDataMissing"/>, <see cref="AuthorizationErrors.AuthorizationMissing"/>, <see cref="SessionErrors.ProfileNotWritten"/>, the
    /// errors of the authorization server, and exceptions of the store and the test.
    /// </exception>
    public async Task<B24Session> OpenAsync(Func<B24Session, CancellationToken, Task>? test = null, CancellationToken cancellation = default)
    {
        OAuthConnection connection = Code is null ? this : await ExchangeAsync(Code, cancellation).ConfigureAwait(false);
        if (test is not null)
        {
            connection = await connection.TryAsync(test, cancellation).ConfigureAwait(false);
        }

        return Profile is not null ? await connection.SaveAsync(Profile, cancellation).ConfigureAwait(false)
            : Store is not null ? await connection.OpenWithStoreAsync(Store, cancellation).ConfigureAwait(false)
            : B24Session.ForOAuth(Portal, Application, connection.Tokens, null, BotId, Transport, Name);
    }

    /// <summary>Validates everything on this computer before the code is exchanged, because it can be used only once.</summary>
    private async Task<OAuthConnection> ExchangeAsync(Secret given, CancellationToken cancellation)
    {
        using (Profile is not null ? await Profile.LockAsync(cancellation).ConfigureAwait(false)
            : Store is not null ? await Store.LockAsync(cancellation).ConfigureAwait(false) : null)
        {
            Store?.Read();
        }

        AuthorizationCode code = AuthorizationCode.Parse(given);
        code.RequirePortal(Portal);
        TokenPair granted = await B24Session.ExchangeCodeAsync(Application, code.Code, Transport, cancellation).ConfigureAwait(false);
        return this with { Tokens = granted with { Scope = granted.Scope ?? Tokens.Scope }, IsGranted = true };
    }

    /// <summary>A copy with the tokens to save after the test, which may have refreshed them.</summary>
    private async Task<OAuthConnection> TryAsync(Func<B24Session, CancellationToken, Task> test, CancellationToken cancellation)
    {
        ProfileContent? stored = Profile is null ? null : StoredIn(Profile);
        TrialTokenStore trial = new(Tokens, IsGranted, stored is null ? Store : ProfileStore(Profile!));
        await test(B24Session.ForOAuth(Portal, Application, Tokens, trial, BotId ?? stored?.BotId, Transport), cancellation).ConfigureAwait(false);
        return trial.Unsaved is { } tokens
            ? this with { Tokens = tokens, IsGranted = IsGranted || !ReferenceEquals(tokens, Tokens) }
            : this with { IsGranted = false };
    }

    private async Task<B24Session> SaveAsync(ProfileFile file, CancellationToken cancellation)
    {
        using (await file.LockAsync(cancellation).ConfigureAwait(false))
        {
            ProfileContent? stored = StoredIn(file);
            TokenPair tokens = IsGranted ? Tokens : stored?.Tokens ?? Tokens;

            // Validate first: tokens that can't be refreshed must not replace ones that can.
            _ = B24Session.ForOAuth(Portal, Application, tokens);
            try
            {
                file.Write(new ProfileContent
                {
                    Kind = AuthorizationKind.OAuth,
                    Portal = Portal,
                    Application = Application,
                    Tokens = tokens,
                    PreviousTokens = IsGranted ? stored?.Tokens : stored?.PreviousTokens,
                    BotId = BotId ?? stored?.BotId,
                    Transport = Transport,
                });
            }
            catch (B24Exception failure) when (IsGranted)
            {
                return B24Session.OpenOAuth(Portal, Application, tokens, null, BotId ?? stored?.BotId, Transport, Name ?? file.Name, new UnsavedPair(tokens, failure));
            }
        }

        return SessionProfiles.Open(file, Name);
    }

    private async Task<B24Session> OpenWithStoreAsync(ITokenStore store, CancellationToken cancellation)
    {
        using IDisposable turn = await store.LockAsync(cancellation).ConfigureAwait(false);
        TokenPair? stored = store.Read();
        if (!IsGranted && stored is not null)
        {
            return B24Session.OpenOAuth(Portal, Application, stored, store, BotId, Transport, Name);
        }

        // Validate first: tokens that can't be refreshed must not replace ones that can.
        B24Session session = B24Session.OpenOAuth(Portal, Application, Tokens, store, BotId, Transport, Name);
        try
        {
            store.Write(Tokens);
            return session;
        }
        catch (B24Exception failure) when (IsGranted)
        {
            return B24Session.OpenOAuth(Portal, Application, Tokens, store, BotId, Transport, Name, new UnsavedPair(stored ?? Tokens, failure));
        }
    }

    private ProfileContent? StoredIn(ProfileFile file) => SessionProfiles.StoredFor(file, Portal, AuthorizationKind.OAuth, Application.ClientId);

    private ProfileTokenStore ProfileStore(ProfileFile file) => new(file, Portal, Application.ClientId);
}
