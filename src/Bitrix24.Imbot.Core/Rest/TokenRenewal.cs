using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>Renews the access token of one call where the portal refuses it.</summary>
internal sealed class TokenRenewal
{
    /// <summary>Another process may refresh first, and its token may expire too; give up after this many attempts.</summary>
    private const int MaxRefreshes = 3;

    private readonly PortalAuthorization authorization;
    private readonly ApiMethod method;
    private readonly RetryDecision decision;
    private readonly ICallObserver? observer;
    private int refreshesLeft = MaxRefreshes;

    /// <param name="authorization">Whose tokens are renewed.</param>
    /// <param name="method">The call.</param>
    /// <param name="decision">What is known of the call's earlier attempts.</param>
    /// <param name="observer">Hears of the renewal; may be null.</param>
    public TokenRenewal(PortalAuthorization authorization, ApiMethod method, RetryDecision decision, ICallObserver? observer)
    {
        this.authorization = authorization;
        this.method = method;
        this.decision = decision;
        this.observer = observer;
    }

    /// <summary>Renews the token where it is the token that was refused.</summary>
    /// <returns>Null where the call can be repeated at once with another token; else the failure that is left.</returns>
    public async Task<B24Exception?> AfterAsync(B24Exception failure, TokenPair? expired, CancellationToken cancellation)
    {
        if (!IsExpired(failure))
        {
            return failure;
        }

        if (refreshesLeft > 0)
        {
            observer?.Report($"{method}: the access token is no longer valid; asking for a new one");
            RefreshOutcome refresh = await RefreshAsync(expired, cancellation).ConfigureAwait(false);
            if (refresh != RefreshOutcome.Impossible)
            {
                // A pair that another process had stored may have expired, too; one that was just granted ends the matter.
                refreshesLeft = refresh == RefreshOutcome.Renewed ? 0 : refreshesLeft - 1;
                observer?.Report($"{method}: the access token was {(refresh == RefreshOutcome.Renewed ? "refreshed" : "found refreshed")}; repeating");
                return null;
            }
        }

        return refreshesLeft < MaxRefreshes
            ? new B24Exception(
                failure,
                AuthorizationErrors.AccessTokenExpiredAgain,
                $"The portal refused the token for {failure.Method} with {failure.PortalCode}, and the new token as well.")
            : failure;
    }

    private async Task<RefreshOutcome> RefreshAsync(TokenPair? expired, CancellationToken cancellation)
    {
        try
        {
            return await authorization.RefreshAsync(expired, cancellation).ConfigureAwait(false);
        }
        catch (B24Exception failure) when (decision.MayHaveBeenExecuted)
        {
            throw decision.Final(failure, method.Name);
        }
    }

    /// <summary>Portals call a token invalid, too, that is only too old.</summary>
    private static bool IsExpired(B24Exception failure) => failure.PortalCode?.ToLowerInvariant() is "expired_token" or "invalid_token";
}
