using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>Refreshes the access token of a call if the portal rejects it.</summary>
/// <param name="authorization">The authorization to refresh.</param>
/// <param name="method">The call.</param>
/// <param name="decision">What is known about earlier attempts of the call.</param>
/// <param name="observer">Receives reports; may be null.</param>
internal sealed class TokenRenewal(PortalAuthorization authorization, ApiMethod method, RetryDecision decision, ICallObserver? observer)
{
    /// <summary>Another process may refresh first, and its token may expire too; give up after this many attempts.</summary>
    private const int MaxRefreshes = 3;

    private int refreshesLeft = MaxRefreshes;

    /// <summary>Refreshes the token if the failure is about the token.</summary>
    /// <returns>Null if the call can be repeated immediately with another token; otherwise the failure.</returns>
    public async Task<B24Exception?> AfterAsync(B24Exception failure, TokenPair? expired, CancellationToken cancellation)
    {
        if (!IsExpired(failure))
        {
            return failure;
        }

        if (refreshesLeft > 0)
        {
            observer?.Report($"{method}: the access token has expired; refreshing");
            RefreshOutcome refresh = await RefreshAsync(expired, cancellation).ConfigureAwait(false);
            if (refresh != RefreshOutcome.Impossible)
            {
                // The pair that another call or process stored may also have expired. After a new pair, no more refreshes are useful.
                refreshesLeft = refresh == RefreshOutcome.Renewed ? 0 : refreshesLeft - 1;
                observer?.Report($"{method}: the access token was {(refresh == RefreshOutcome.Renewed ? "refreshed" : "refreshed by another call or process")}; retrying");
                return null;
            }
        }

        return refreshesLeft < MaxRefreshes
            ? new B24Exception(
                failure,
                AuthorizationErrors.AccessTokenExpiredAgain,
                $"The portal rejected the token for {failure.Method} ({failure.PortalCode}), and also the new token.")
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

    /// <summary>Portals also return invalid_token for expired tokens.</summary>
    private static bool IsExpired(B24Exception failure) => failure.PortalCode?.ToLowerInvariant() is "expired_token" or "invalid_token";
}
