using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>Puts the right authorization into a request. Safe to use from many threads at once.</summary>
public abstract class PortalAuthorization
{
    /// <summary>Which of the two ways this is.</summary>
    public abstract AuthorizationKind Kind { get; }

    /// <summary>Scheme, host and port of the portal.</summary>
    public abstract Uri Portal { get; }

    /// <summary>Every secret known here, for taking them out of texts that a server sent.</summary>
    internal abstract IEnumerable<Secret> Secrets { get; }

    /// <summary>Names the account in which the portal counts execution time: portal and webhook, or portal and application. Holds no secret.</summary>
    internal abstract string AccountKey { get; }

    /// <summary>Gets what is needed before a request can be authorized at all.</summary>
    /// <returns>What a person should be warned of, and which does not stand in the call's way; null where there is nothing.</returns>
    internal virtual Task<B24Exception?> PrepareAsync(CancellationToken cancellation) => Task.FromResult<B24Exception?>(null);

    /// <summary>Authorizes one request.</summary>
    /// <param name="method">The method to be called.</param>
    /// <param name="parameters">What the caller passes; stays as it is.</param>
    /// <param name="botToken">The session's bot token, used under a webhook only.</param>
    internal abstract AuthorizedRequest Authorize(ApiMethod method, JsonMap parameters, Secret? botToken);

    /// <summary>
    /// The parameters of one request with what stands in each of them, also inside a batch, where the rest is in the outer call: the bot's token under a
    /// webhook, nothing under OAuth. What would authorize it in another way is taken out.
    /// </summary>
    internal abstract JsonMap AuthorizeCommand(ApiMethod method, JsonMap parameters, Secret? botToken);

    /// <summary>
    /// Gets a new grant in place of one that the portal called expired. Callers that come with the same old grant share one refresh.
    /// </summary>
    /// <param name="expired">The grant with which the refused request was authorized.</param>
    /// <param name="cancellation">Ends this caller's wait, not the refresh that others wait for.</param>
    internal virtual Task<RefreshOutcome> RefreshAsync(TokenPair? expired, CancellationToken cancellation) => Task.FromResult(RefreshOutcome.Impossible);
}
