using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// Sends requests to the authorization server. A request without an answer is repeated: if it was executed, the server answers <c>invalid_grant</c>,
/// which does no additional harm.
/// </summary>
internal sealed class TokenServerClient(TransportOptions transport, IClock? clock = null) : ITokenServerConnection
{
    private const string Method = "oauth/token";

    /// <summary>Kinds whose advice is about portals.</summary>
    private static readonly ErrorKind[] OfPortals =
    [
        ConnectionErrors.PortalNameNotFound, ConnectionErrors.PortalUnreachable, ConnectionErrors.PortalTimeout, ConnectionErrors.PortalRedirected, ConnectionErrors.ConnectionLost,
        ConnectionErrors.ServerFailed, ConnectionErrors.AnswerIsHtml, ConnectionErrors.AnswerIncomplete, ConnectionErrors.AnswerTooLarge, ConnectionErrors.AnswerUnexpected,
    ];

    private readonly HttpTransport http = new(HttpHandlers.For(transport.Connection), transport.Timeout);

    public async Task<TokenServerAnswer> PostFormAsync(
        Uri address,
        IReadOnlyList<KeyValuePair<string, string>> form,
        CancellationToken cancellation)
    {
        RetryDecision decision = RetryDecision.ForCall(Repeatability.Reads, transport, clock ?? SystemClock.Instance);
        try
        {
            return await new RetryLoop(decision).RunAsync(
                async attempt =>
                {
                    HttpAnswer answer = await http.PostFormAsync(address, form, Method, cancellation).ConfigureAwait(false);
                    return AnswerReader.IsTurnedAway(answer.Status, answer.RetryAfter)
                        ? throw AnswerReader.Failure(
                            ConnectionErrors.ServerFailed, $"{address.Authority} rejected the token request with HTTP status {answer.Status}.", answer, Method)
                        : new TokenServerAnswer(answer.Status, AnswerReader.ReadObject(answer, address, Method), attempt, decision.MayHaveBeenExecuted);
                },
                cancellation).ConfigureAwait(false);
        }
        catch (B24Exception failure) when (OfPortals.Contains(failure.Kind))
        {
            throw new B24Exception(failure) { AdviceOf = AuthorizationErrors.AuthorizationServerSilent };
        }
    }
}
