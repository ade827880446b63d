using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;

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

    /// <param name="portal">The portal.</param>
    /// <param name="application">The application and its authorization server.</param>
    /// <param name="pair">The tokens to begin with.</param>
    /// <param name="connection">The way to the authorization server.</param>
    /// <param name="refreshTimeout">Longest time a refresh may take, with its repeats and with waiting for other processes.</param>
    /// <param name="store">Where the tokens are kept; null for memory only.</param>
    internal OAuthAuthorization(
        Uri portal,
        OAuthApplication application,
        TokenPair pair,
        ITokenServerConnection connection,
        TimeSpan refreshTimeout,
        ITokenStore? store = null)
    {
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
    /// <exception cref="B24Exception"><see cref="ErrorKinds.RefreshDataMissing"/>, and every refusal of the authorization server.</exception>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        // A pair that another process has stored meanwhile is taken over first; asked for a new one, we go on from there.
        if (await ShareRefreshAsync(Current, cancellation).ConfigureAwait(false) == RefreshOutcome.TakenOver)
        {
            await ShareRefreshAsync(Current, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>A session that was given a refresh token alone gets its first access token when it is first needed.</summary>
    internal override Task PrepareAsync(CancellationToken cancellation)
    {
        TokenPair pair = Current;
        return pair.AccessToken.Length == 0 ? ShareRefreshAsync(pair, cancellation) : Task.CompletedTask;
    }

    internal override AuthorizedRequest Authorize(MethodName method, JsonMap parameters, Secret? botToken)
    {
        TokenPair pair = Current;
        JsonMap authorized = AuthorizeCommand(method, parameters, botToken);
        authorized[ReservedNames.AccessToken] = pair.AccessToken;
        return new AuthorizedRequest(new Uri(BaseOf(pair), method.Text), authorized, pair);
    }

    internal override JsonMap AuthorizeCommand(MethodName method, JsonMap parameters, Secret? botToken)
    {
        JsonMap authorized = parameters.Copy();
        ReservedNames.TakeOut(authorized);
        ReservedNames.TakeOutBotToken(authorized);
        TakeOutOfFields(authorized, method);
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
                return await RefreshStoredAsync(store, old, limit.Token).ConfigureAwait(false);
            }

            Volatile.Write(ref current, await RequestAsync(old, limit.Token).ConfigureAwait(false));
            return RefreshOutcome.Renewed;
        }
        catch (OperationCanceledException exception)
        {
            throw new B24Exception(
                ErrorKinds.PortalTimeout,
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

    private async Task<RefreshOutcome> RefreshStoredAsync(ITokenStore shared, TokenPair old, CancellationToken cancellation)
    {
        using IDisposable turn = await shared.LockAsync(cancellation).ConfigureAwait(false);
        TokenPair? stored = shared.Read();
        if (stored is not null && !stored.AccessToken.Equals(old.AccessToken))
        {
            return TakeOver(stored);
        }

        TokenPair used = stored ?? old;
        TokenPair renewed;
        try
        {
            renewed = await RequestAsync(used, cancellation).ConfigureAwait(false);
        }
        catch (B24Exception refusal) when (refusal.Kind == ErrorKinds.RefreshTokenRejected)
        {
            // Somebody who does not know of the lock, on another machine say, may have been faster: then the store has a newer pair by now.
            TokenPair? newer = shared.Read();
            if (newer is null || newer.AccessToken.Equals(used.AccessToken))
            {
                throw;
            }

            return TakeOver(newer);
        }

        try
        {
            shared.Write(renewed);
        }
        finally
        {
            // Written before it is used; and where it could not be written, kept all the same, because the old pair is used up.
            Volatile.Write(ref current, renewed);
        }

        return RefreshOutcome.Renewed;
    }

    private RefreshOutcome TakeOver(TokenPair stored)
    {
        RequireSamePortal(stored);
        Volatile.Write(ref current, stored);
        return RefreshOutcome.TakenOver;
    }

    private async Task<TokenPair> RequestAsync(TokenPair old, CancellationToken cancellation)
    {
        IReadOnlyList<string> missing = MissingForRefresh(Application, old, portal);
        if (missing.Count > 0)
        {
            throw ErrorKinds.RefreshDataMissing.With($"The token cannot be refreshed: {string.Join(", ", missing)} missing.");
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
            throw ErrorKinds.AuthorizationOfAnotherPortal.With($"The token belongs to {endpointOfToken.Authority}, and the session to {portal.Authority}.");
        }
    }

    private bool IsOurs(Uri address) => string.Equals(address.Authority, portal.Authority, StringComparison.OrdinalIgnoreCase);

    private Uri BaseOf(TokenPair pair) => pair.ClientEndpoint is { } endpointOfToken && IsOurs(endpointOfToken) && endpointOfToken.Scheme == portal.Scheme
        ? new Uri(endpointOfToken.AbsoluteUri.TrimEnd('/') + "/")
        : new Uri(portal, "rest/");

    private static void TakeOutOfFields(JsonMap authorized, MethodName method)
    {
        if (!authorized.Contains(RequestFields.Name) || method.BotTokenPlace == BotTokenPlace.CallersOwn)
        {
            return;
        }

        JsonMap fields = RequestFields.CopyOf(authorized);
        if (!ReservedNames.HasBotToken(fields))
        {
            return;
        }

        if (method.BotTokenPlace != BotTokenPlace.Fields)
        {
            throw ErrorKinds.BotTokenUnderOAuth.With($"{method} cannot set a bot token in an OAuth session.");
        }

        ReservedNames.TakeOutBotToken(fields);
        authorized[RequestFields.Name] = fields;
    }
}
