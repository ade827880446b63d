using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>
/// Authorization of an OAuth application: an access token in the <c>auth</c> parameter, which is refreshed when the portal reports that it has
/// expired.
/// </summary>
public sealed class OAuthAuthorization : PortalAuthorization
{
    private readonly TokenEndpoint endpoint;
    private readonly TimeSpan refreshTimeout;
    private readonly object gate = new();
    private volatile TokenPair current;
    private Task<RefreshOutcome>? refreshUnderWay;
    private volatile UnsavedPair? unsaved;

    /// <param name="portal">The portal.</param>
    /// <param name="application">The application and its authorization server.</param>
    /// <param name="pair">The initial tokens.</param>
    /// <param name="connection">The connection to the authorization server.</param>
    /// <param name="refreshTimeout">Maximum time for a refresh with its retries, and for waiting for other processes before it.</param>
    /// <param name="store">Stores the tokens; null to keep them only in memory.</param>
    /// <param name="unsaved">Indicates that the store doesn't contain <paramref name="pair"/> yet, and why.</param>
    internal OAuthAuthorization(
        Uri portal,
        OAuthApplication application,
        TokenPair pair,
        ITokenServerConnection connection,
        TimeSpan refreshTimeout,
        ITokenStore? store = null,
        UnsavedPair? unsaved = null)
    {
        this.unsaved = unsaved;
        this.refreshTimeout = refreshTimeout;
        Portal = portal;
        Application = application;
        endpoint = new TokenEndpoint(application, connection);
        Store = store;
        current = pair;
        RequireSamePortal(pair);
    }

    /// <summary>The application.</summary>
    public OAuthApplication Application { get; }

    /// <summary>The current tokens.</summary>
    public TokenPair Current => current;

    /// <inheritdoc />
    public override AuthorizationKind Kind => AuthorizationKind.OAuth;

    /// <inheritdoc />
    public override Uri Portal { get; }

    /// <summary>Stores the tokens; null to keep them only in memory.</summary>
    internal ITokenStore? Store { get; }

    /// <summary>Why the store doesn't contain the current tokens; null if it does.</summary>
    internal B24Exception? StoreFailure => unsaved?.Failure;

    internal override string AccountKey => $"{Portal.Authority}|application|{Application.ClientId}";

    internal override IEnumerable<Secret> Secrets
    {
        get
        {
            TokenPair pair = Current;
            yield return pair.AccessToken;
            yield return Application.ClientSecret;
            if (pair.RefreshToken is not null)
            {
                yield return pair.RefreshToken;
            }
        }
    }

    /// <summary>Names of the values that a refresh requires and that are missing; empty if there are none.</summary>
    public static IReadOnlyList<string> MissingForRefresh(OAuthApplication? application, TokenPair? pair, Uri? portal)
    {
        (bool IsMissing, string Name)[] values =
        [
            (string.IsNullOrWhiteSpace(application?.ClientId), "client ID"),
            (application?.ClientSecret is null or { Length: 0 }, "client secret"),
            (pair?.RefreshToken is null or { Length: 0 }, "refresh token"),
            (string.IsNullOrWhiteSpace(pair?.Scope), "scope"),
            (portal is null, "domain"),
        ];
        return values.Where(value => value.IsMissing).Select(value => value.Name).ToArray();
    }

    /// <summary>Refreshes the tokens now, whether or not they have expired. Concurrent callers share one refresh.</summary>
    /// <exception cref="B24Exception"><see cref="AuthorizationErrors.RefreshDataMissing"/>, and all errors of the authorization server.</exception>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        // If another process has stored a newer pair, use it first and then refresh it, because the caller asked for a new pair.
        if (await ShareRefreshAsync(Current, cancellation).ConfigureAwait(false) == RefreshOutcome.RefreshedElsewhere)
        {
            await ShareRefreshAsync(Current, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Requests the first access token if the session has only a refresh token, and tries again to store a pair that couldn't be stored.
    /// </summary>
    internal override async Task<B24Exception?> PrepareAsync(CancellationToken cancellation)
    {
        TokenPair pair = Current;
        if (pair.AccessToken.Length == 0)
        {
            await ShareRefreshAsync(pair, cancellation).ConfigureAwait(false);
        }

        return unsaved is not { } missed
            ? null
            : Store is null ? missed.Failure : await KeepAgainAsync(Store, cancellation).ConfigureAwait(false);
    }

    internal override (Uri Address, JsonMap Parameters, TokenPair? Grant) Authorize(ApiMethod method, JsonMap parameters, Secret? botToken)
    {
        TokenPair pair = Current;
        JsonMap authorized = AuthorizeCommand(method, parameters, botToken);
        authorized[CallParameters.AccessToken] = pair.AccessToken;
        return (new Uri(BaseOf(pair), method.Name), authorized, pair);
    }

    internal override JsonMap AuthorizeCommand(ApiMethod method, JsonMap parameters, Secret? botToken)
    {
        JsonMap authorized = parameters.Copy();
        CallParameters.RemoveReserved(authorized, method);
        CallParameters.TryRemoveBotToken(authorized, out _);
        RemoveBotTokenFromFields(authorized, method);
        return authorized;
    }

    internal override Task<RefreshOutcome> RefreshAsync(TokenPair? expired, CancellationToken cancellation) =>
        expired is null || (Current.RefreshToken is null && Store is null)
            ? Task.FromResult(RefreshOutcome.Impossible)
            : ShareRefreshAsync(expired, cancellation);

    /// <summary>
    /// Shares one refresh between all callers with the same old pair: the first one starts it, and all of them receive its result or error.
    /// </summary>
    private async Task<RefreshOutcome> ShareRefreshAsync(TokenPair old, CancellationToken cancellation)
    {
        Task<RefreshOutcome> refresh;
        lock (gate)
        {
            if (!ReferenceEquals(Current, old))
            {
                return RefreshOutcome.RefreshedElsewhere;
            }

            // On a pool thread and with its own time limit, so that Ctrl+C of the first caller doesn't cancel the refresh for the others.
            refresh = refreshUnderWay ??= Task.Run(() => RefreshOnceAsync(old), CancellationToken.None);
        }

        await refresh.WaitUntilCanceledAsync(cancellation).ConfigureAwait(false);
        return await refresh.ConfigureAwait(false);
    }

    private async Task<RefreshOutcome> RefreshOnceAsync(TokenPair old)
    {
        try
        {
            using CancellationTokenSource limit = new(refreshTimeout);
            if (Store is not null)
            {
                return await RefreshStoredAsync(Store, old, limit).ConfigureAwait(false);
            }

            current = await RequestAsync(old, limit.Token).ConfigureAwait(false);
            return RefreshOutcome.Renewed;
        }
        catch (OperationCanceledException exception)
        {
            throw new B24Exception(
                ConnectionErrors.PortalTimeout,
                $"The authorization server {Application.AuthorizationServer.Authority} returned no new token within {refreshTimeout.TotalSeconds:0.##} s.",
                exception)
            {
                Method = "oauth/token",
                Outcome = Outcome.Unknown,
            };
        }
        finally
        {
            lock (gate)
            {
                refreshUnderWay = null;
            }
        }
    }

    private async Task<RefreshOutcome> RefreshStoredAsync(ITokenStore shared, TokenPair old, CancellationTokenSource limit)
    {
        using IDisposable turn = await shared.LockAsync(limit.Token).ConfigureAwait(false);

        // A vault may prompt for its password. This time doesn't count.
        limit.CancelAfter(Timeout.InfiniteTimeSpan);
        TokenPair? stored = ReadNewer(shared, old);
        limit.CancelAfter(refreshTimeout);
        if (stored is { AccessToken.Length: > 0 })
        {
            return UsePair(stored);
        }

        TokenPair used = stored ?? old;
        TokenPair renewed;
        try
        {
            renewed = await RequestAsync(used, limit.Token).ConfigureAwait(false);
        }
        catch (B24Exception refusal) when (refusal.Kind == AuthorizationErrors.RefreshTokenRejected)
        {
            // A process that doesn't use the lock, for example on another computer, may have refreshed first. The store then contains a newer pair.
            TokenPair? newer = ReadNewer(shared, used);
            if (newer is null)
            {
                throw;
            }

            if (newer.AccessToken.Length > 0)
            {
                return UsePair(newer);
            }

            used = newer;
            renewed = await RequestAsync(used, limit.Token).ConfigureAwait(false);
        }

        try
        {
            shared.Write(renewed);
            unsaved = null;
        }
        catch (B24Exception failure)
        {
            // If the used pair was not stored either, the store still contains the one before it.
            TokenPair replaced = ReferenceEquals(used, old) && unsaved is { } before ? before.Replaced : used;
            unsaved = new UnsavedPair(replaced, failure);
            throw;
        }
        finally
        {
            // Other callers get the new pair after the attempt to store it. They get it even if that failed, because the old pair isn't valid anymore.
            current = renewed;
        }

        return RefreshOutcome.Renewed;
    }

    /// <summary>The stored pair, if it differs from <paramref name="known"/> and from the pair that the unsaved one has replaced.</summary>
    private TokenPair? ReadNewer(ITokenStore shared, TokenPair known)
    {
        TokenPair? stored = shared.Read();
        return stored is null || stored.IsSameGrant(known) || (unsaved is { } missed && stored.IsSameGrant(missed.Replaced)) ? null : stored;
    }

    /// <summary>Tries again to store the current pair.</summary>
    /// <returns>Why it still can't be stored. The current call continues anyway.</returns>
    private async Task<B24Exception?> KeepAgainAsync(ITokenStore shared, CancellationToken cancellation)
    {
        try
        {
            using IDisposable turn = await shared.LockAsync(cancellation).ConfigureAwait(false);
            TokenPair pair = Current;
            if (unsaved is null)
            {
                return null;
            }

            // A stored pair from a new authorization takes precedence.
            if (ReadNewer(shared, pair) is { AccessToken.Length: > 0 } newer)
            {
                UsePair(newer);
            }
            else
            {
                shared.Write(pair);
                unsaved = null;
            }

            return null;
        }
        catch (B24Exception failure)
        {
            return failure.Kind == TokenStoreErrors.TokenVaultOutOfReach ? null : failure;
        }
    }

    private RefreshOutcome UsePair(TokenPair stored)
    {
        RequireSamePortal(stored);
        current = stored;
        unsaved = null;
        return RefreshOutcome.RefreshedElsewhere;
    }

    private async Task<TokenPair> RequestAsync(TokenPair old, CancellationToken cancellation)
    {
        IReadOnlyList<string> missing = MissingForRefresh(Application, old, Portal);
        if (missing.Count > 0)
        {
            throw AuthorizationErrors.RefreshDataMissing.With($"The token can't be refreshed. Missing: {string.Join(", ", missing)}.");
        }

        TokenPair renewed = await endpoint.RefreshAsync(old, cancellation).ConfigureAwait(false);
        RequireSamePortal(renewed);
        return renewed;
    }

    /// <summary>
    /// Rejects a token of another portal. A token of the same cloud zone is accepted, because a portal can be renamed: calls are sent to this
    /// portal's name, and a renamed portal redirects them.
    /// </summary>
    private void RequireSamePortal(TokenPair pair)
    {
        if (pair.ClientEndpoint is { } endpointOfToken && !IsPortal(endpointOfToken) && !CloudPortal.AreInOneZone(endpointOfToken.Host, Portal.Host))
        {
            throw AuthorizationErrors.AuthorizationOfAnotherPortal.With($"The token belongs to {endpointOfToken.Authority}, but the session belongs to {Portal.Authority}.");
        }
    }

    private bool IsPortal(Uri address) => string.Equals(address.Authority, Portal.Authority, StringComparison.OrdinalIgnoreCase);

    private Uri BaseOf(TokenPair pair) => pair.ClientEndpoint is { } endpointOfToken && IsPortal(endpointOfToken) && endpointOfToken.Scheme == Portal.Scheme
        ? new Uri(endpointOfToken.AbsoluteUri.TrimEnd('/') + "/")
        : new Uri(Portal, "rest/");

    private static void RemoveBotTokenFromFields(JsonMap authorized, ApiMethod method)
    {
        if (!authorized.Contains(CallParameters.Fields) || method.BotTokenPlace == BotTokenPlace.Caller)
        {
            return;
        }

        JsonMap fields = CallParameters.CopyFields(authorized);
        if (!CallParameters.TryRemoveBotToken(fields, out _))
        {
            return;
        }

        if (method.BotTokenPlace != BotTokenPlace.Fields)
        {
            throw BotErrors.BotTokenUnderOAuth.With($"{method} can't set a bot token in an OAuth session.");
        }

        authorized[CallParameters.Fields] = fields;
    }
}
