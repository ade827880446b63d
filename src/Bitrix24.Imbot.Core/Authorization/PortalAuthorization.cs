using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>Adds the authorization to requests. Thread-safe.</summary>
public abstract class PortalAuthorization
{
    /// <summary>The kind of authorization.</summary>
    public abstract AuthorizationKind Kind { get; }

    /// <summary>Scheme, host, and port of the portal.</summary>
    public abstract Uri Portal { get; }

    /// <summary>All known secrets, to remove them from texts of a server.</summary>
    internal abstract IEnumerable<Secret> Secrets { get; }

    /// <summary>
    /// Identifies the account that the portal counts execution time for: portal and webhook, or portal and application. Contains no secret.
    /// </summary>
    internal abstract string AccountKey { get; }

    /// <summary>Prepares what is required to authorize a request.</summary>
    /// <returns>A warning that doesn't prevent the call; null for none.</returns>
    internal virtual Task<B24Exception?> PrepareAsync(CancellationToken cancellation) => Task.FromResult<B24Exception?>(null);

    /// <summary>Authorizes a request.</summary>
    /// <param name="method">The method to call.</param>
    /// <param name="parameters">The caller's parameters. They are not changed.</param>
    /// <param name="botToken">The session's bot token. Only used with a webhook.</param>
    /// <returns>The URL, which contains the code of a webhook; the JSON body; and the tokens that were used, null for a webhook.</returns>
    internal abstract (Uri Address, JsonMap Parameters, TokenPair? Grant) Authorize(ApiMethod method, JsonMap parameters, Secret? botToken);

    /// <summary>
    /// The parameters of a request with the authorization that each command of a batch also requires: the bot token for a webhook, and none for
    /// OAuth. Parameters that would authorize the request in another way are removed.
    /// </summary>
    internal abstract JsonMap AuthorizeCommand(ApiMethod method, JsonMap parameters, Secret? botToken);

    /// <summary>
    /// Requests new tokens after the portal reported that the old ones have expired. Callers with the same old tokens share one refresh.
    /// </summary>
    /// <param name="expired">The tokens of the request that was refused.</param>
    /// <param name="cancellation">Stops this caller's wait, but not the shared refresh.</param>
    internal virtual Task<RefreshOutcome> RefreshAsync(TokenPair? expired, CancellationToken cancellation) => Task.FromResult(RefreshOutcome.Impossible);
}
