using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Profiles;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Sessions;

/// <summary>How a session of an OAuth application is opened: with which tokens, and where these are stored.</summary>
/// <param name="Portal">The portal, see <see cref="PortalAddress.Parse"/>.</param>
/// <param name="Application">The application and its authorization server.</param>
public sealed record OAuthConnection(Uri Portal, OAuthApplication Application)
{
    /// <summary>
    /// The tokens at hand. Tokens of this portal and application that <see cref="Profile"/> or <see cref="Store"/> already contains take precedence, so that a task that
    /// always passes yesterday's refresh token does not undo today's.
    /// </summary>
    public TokenPair Tokens { get; init; } = new();

    /// <summary>Whether <see cref="Tokens"/> have just been granted, and are newer than any stored ones.</summary>
    public bool IsGranted { get; init; }

    /// <summary>
    /// An authorization code, which is valid for 30 seconds and works once, or the address to which the portal redirected the browser. It is exchanged for tokens, which
    /// replace <see cref="Tokens"/> except for their scope. Null to use the tokens at hand.
    /// </summary>
    public Secret? Code { get; init; }

    /// <summary>A profile in which everything is saved, and in which renewed tokens are stored; null for none.</summary>
    public ProfileFile? Profile { get; init; }

    /// <summary>Where tokens are stored if there is no profile; null to keep them in memory only.</summary>
    public ITokenStore? Store { get; init; }

    /// <summary>The default bot; the one in the profile when null.</summary>
    public long? BotId { get; init; }

    /// <summary>How to reach the network.</summary>
    public TransportOptions Transport { get; init; } = TransportOptions.Default;

    /// <summary>Name of the session; the profile's or else the portal's host when null.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// Opens the session. Apart from the exchange of a code and the test, nothing is sent. Where tokens that have just been granted cannot be stored, the session is opened
    /// all the same, because there is no second grant for one code, and <see cref="B24Session.TokenStoreFailure"/> says why.
    /// </summary>
    /// <param name="test">Tries the session before anything is saved, and throws if it can't be used; null to save it without a test.</param>
    /// <param name="cancellation">Ends the exchange, the test and the wait for other processes.</param>
    /// <exception cref="B24Exception">
    /// <see cref="AuthorizationErrors.RefreshDataMissing"/>, <see cref="AuthorizationErrors.AuthorizationMissing"/>, <see cref="SessionErrors.ProfileNotWritten"/>, the
    /// authorization server's refusals of a code, and what a store and the test throw.
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

    /// <summary>All that can be wrong on this machine comes before the code is spent, which works once.</summary>
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
        return this with { Tokens = granted.Scope is null ? granted.WithScope(Tokens.Scope) : granted, IsGranted = true };
    }

    /// <summary>The same connection with the tokens that are to be saved after the test, which may have renewed them.</summary>
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
