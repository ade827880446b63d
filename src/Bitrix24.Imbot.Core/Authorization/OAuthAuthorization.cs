using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>Authorization of an OAuth application: <c>auth</c> in the body, renewed by refresh token when the portal calls it expired.</summary>
public sealed class OAuthAuthorization : PortalAuthorization
{
    private readonly Uri portal;
    private readonly TokenEndpoint endpoint;
    private readonly TimeSpan refreshTimeout;
    private readonly ITokenStore? store;
    private readonly object gate = new();
    private TokenPair current;
    private Task<RefreshOutcome>? refreshUnderWay;
    private UnsavedPair? unsaved;

    /// <param name="portal">The portal.</param>
    /// <param name="application">The application and its authorization server.</param>
    /// <param name="pair">The tokens to begin with.</param>
    /// <param name="connection">The way to the authorization server.</param>
    /// <param name="refreshTimeout">Longest time for the request with its repeats, and for waiting for other processes before it.</param>
    /// <param name="store">Where the tokens are kept; null for memory only.</param>
    /// <param name="unsaved">Says that the store does not hold <paramref name="pair"/> yet, and why.</param>
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
        this.portal = portal;
        Application = application;
        endpoint = new TokenEndpoint(application, connection);
        this.store = store;
        current = pair;
        RequireSamePortal(pair);
    }

    /// <summary>The application.</summary>
    public OAuthApplication Application { get; }

    /// <summary>The tokens in force.</summary>
    public TokenPair Current => Volatile.Read(ref current);

    /// <inheritdoc />
    public override AuthorizationKind Kind => AuthorizationKind.OAuth;

    /// <inheritdoc />
    public override Uri Portal => portal;

    /// <summary>Where the tokens are kept; null for memory only.</summary>
    internal ITokenStore? Store => store;

    /// <summary>Why the store does not hold the tokens in force; null where it does.</summary>
    internal B24Exception? StoreFailure => Volatile.Read(ref unsaved)?.Failure;

    internal override string AccountKey => $"{portal.Authority}|application|{Application.ClientId}";

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

    /// <summary>Names of what a refresh would still need; empty when it can be done.</summary>
    public static IReadOnlyList<string> MissingForRefresh(OAuthApplication? application, TokenPair? pair, Uri? portal)
    {
        List<string> missing = [];
        AddIf(string.IsNullOrWhiteSpace(application?.ClientId), "client id");
        AddIf(application?.ClientSecret is null or { Length: 0 }, "client secret");
        AddIf(pair?.RefreshToken is null or { Length: 0 }, "refresh token");
        AddIf(string.IsNullOrWhiteSpace(pair?.Scope), "scope");
        AddIf(portal is null, "domain");
        return missing;

        void AddIf(bool condition, string name)
        {
            if (condition)
            {
                missing.Add(name);
            }
        }
    }

    /// <summary>Gets a new pair from the authorization server now, whether or not the old one has expired. Callers that come meanwhile share the refresh.</summary>
    /// <exception cref="B24Exception"><see cref="AuthorizationErrors.RefreshDataMissing"/>, and every refusal of the authorization server.</exception>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        // A pair that another process has stored meanwhile is taken over first; asked for a new one, we go on from there.
        if (await ShareRefreshAsync(Current, cancellation).ConfigureAwait(false) == RefreshOutcome.TakenOver)
        {
            await ShareRefreshAsync(Current, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// A session that was given a refresh token alone gets its first access token when it is first needed; a pair that could not be kept is offered to the
    /// store again.
    /// </summary>
    internal override async Task<B24Exception?> PrepareAsync(CancellationToken cancellation)
    {
        TokenPair pair = Current;
        if (pair.AccessToken.Length == 0)
        {
            await ShareRefreshAsync(pair, cancellation).ConfigureAwait(false);
        }

        return Volatile.Read(ref unsaved) is not { } missed
            ? null
            : store is null ? missed.Failure : await KeepAgainAsync(store, cancellation).ConfigureAwait(false);
    }

    internal override AuthorizedRequest Authorize(ApiMethod method, JsonMap parameters, Secret? botToken)
    {
        TokenPair pair = Current;
        JsonMap authorized = AuthorizeCommand(method, parameters, botToken);
        authorized[ReservedNames.AccessToken] = pair.AccessToken;
        return new AuthorizedRequest(new Uri(BaseOf(pair), method.Name), authorized, pair);
    }

    internal override JsonMap AuthorizeCommand(ApiMethod method, JsonMap parameters, Secret? botToken)
    {
        JsonMap authorized = parameters.Copy();
        ReservedNames.RemoveFrom(authorized, method);
        ReservedNames.TryRemoveBotToken(authorized, out _);
        RemoveBotTokenFromFields(authorized, method);
        return authorized;
    }

    internal override Task<RefreshOutcome> RefreshAsync(TokenPair? expired, CancellationToken cancellation) =>
        expired is null || (Current.RefreshToken is null && store is null)
            ? Task.FromResult(RefreshOutcome.Impossible)
            : ShareRefreshAsync(expired, cancellation);

    /// <summary>One refresh for everybody who holds the same old pair: the first starts it, all wait for it and share its end, good or bad.</summary>
    private async Task<RefreshOutcome> ShareRefreshAsync(TokenPair old, CancellationToken cancellation)
    {
        Task<RefreshOutcome> refresh;
        lock (gate)
        {
            if (!ReferenceEquals(Current, old))
            {
                return RefreshOutcome.TakenOver;
            }

            // On a pool thread and with a time limit of its own: the first caller's Ctrl+C must not take the others' refresh away.
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
            if (store is not null)
            {
                return await RefreshStoredAsync(store, old, limit).ConfigureAwait(false);
            }

            Volatile.Write(ref current, await RequestAsync(old, limit.Token).ConfigureAwait(false));
            return RefreshOutcome.Renewed;
        }
        catch (OperationCanceledException exception)
        {
            throw new B24Exception(
                ConnectionErrors.PortalTimeout,
                $"The authorization server {Application.AuthorizationServer.Authority} gave no new token within {refreshTimeout.TotalSeconds:0.##} s.",
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

        // A vault may ask a person for its password: that time does not count.
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
            // Somebody who does not know of the lock, on another machine say, may have been faster: then the store has a newer pair by now.
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
            Volatile.Write(ref unsaved, null);
        }
        catch (B24Exception failure)
        {
            // Where the pair that is used up was not kept either, the store still holds the one before it.
            TokenPair replaced = ReferenceEquals(used, old) && Volatile.Read(ref unsaved) is { } before ? before.Replaced : used;
            Volatile.Write(ref unsaved, new UnsavedPair(replaced, failure));
            throw;
        }
        finally
        {
            // Written before it is used; and where it could not be written, kept all the same, because the old pair is used up.
            Volatile.Write(ref current, renewed);
        }

        return RefreshOutcome.Renewed;
    }

    /// <summary>What the store holds, where that is neither <paramref name="known"/> nor what our own unsaved pair has used up.</summary>
    private TokenPair? ReadNewer(ITokenStore shared, TokenPair known)
    {
        TokenPair? stored = shared.Read();
        return stored is null || stored.IsSameGrant(known) || (Volatile.Read(ref unsaved) is { } missed && stored.IsSameGrant(missed.Replaced)) ? null : stored;
    }

    /// <summary>Offers the pair in force to the store once more.</summary>
    /// <returns>Why it is still not kept. It is no reason to refuse the call in hand.</returns>
    private async Task<B24Exception?> KeepAgainAsync(ITokenStore shared, CancellationToken cancellation)
    {
        try
        {
            using IDisposable turn = await shared.LockAsync(cancellation).ConfigureAwait(false);
            TokenPair pair = Current;
            if (Volatile.Read(ref unsaved) is null)
            {
                return null;
            }

            // Whoever authorized the application anew meanwhile knows better.
            if (ReadNewer(shared, pair) is { AccessToken.Length: > 0 } newer)
            {
                UsePair(newer);
            }
            else
            {
                shared.Write(pair);
                Volatile.Write(ref unsaved, null);
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
        Volatile.Write(ref current, stored);
        Volatile.Write(ref unsaved, null);
        return RefreshOutcome.TakenOver;
    }

    private async Task<TokenPair> RequestAsync(TokenPair old, CancellationToken cancellation)
    {
        IReadOnlyList<string> missing = MissingForRefresh(Application, old, portal);
        if (missing.Count > 0)
        {
            throw AuthorizationErrors.RefreshDataMissing.With($"The token cannot be refreshed: {string.Join(", ", missing)} missing.");
        }

        TokenPair renewed = await endpoint.RefreshAsync(old, cancellation).ConfigureAwait(false);
        RequireSamePortal(renewed);
        return renewed;
    }

    /// <summary>
    /// A token of another portal is refused. One of the same cloud zone passes, because a portal can be renamed: calls go to this portal's own name all the
    /// same, and a renamed one answers with a redirect.
    /// </summary>
    private void RequireSamePortal(TokenPair pair)
    {
        if (pair.ClientEndpoint is { } endpointOfToken && !IsOurs(endpointOfToken) && !CloudPortal.AreInOneZone(endpointOfToken.Host, portal.Host))
        {
            throw AuthorizationErrors.AuthorizationOfAnotherPortal.With($"The token belongs to {endpointOfToken.Authority}, and the session to {portal.Authority}.");
        }
    }

    private bool IsOurs(Uri address) => string.Equals(address.Authority, portal.Authority, StringComparison.OrdinalIgnoreCase);

    private Uri BaseOf(TokenPair pair) => pair.ClientEndpoint is { } endpointOfToken && IsOurs(endpointOfToken) && endpointOfToken.Scheme == portal.Scheme
        ? new Uri(endpointOfToken.AbsoluteUri.TrimEnd('/') + "/")
        : new Uri(portal, "rest/");

    private static void RemoveBotTokenFromFields(JsonMap authorized, ApiMethod method)
    {
        if (!authorized.Contains(RequestFields.Name) || method.BotTokenPlace == BotTokenPlace.CallersOwn)
        {
            return;
        }

        JsonMap fields = RequestFields.CopyOf(authorized);
        if (!ReservedNames.TryRemoveBotToken(fields, out _))
        {
            return;
        }

        if (method.BotTokenPlace != BotTokenPlace.Fields)
        {
            throw BotErrors.BotTokenUnderOAuth.With($"{method} cannot set a bot token in an OAuth session.");
        }

        authorized[RequestFields.Name] = fields;
    }
}
