using System.Net.Sockets;
using System.Security.Authentication;
using Bitrix24.Imbot.Core.Errors;
#if !NET
using System.Net;
#endif

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>Tells from a failed exchange what happened, and whether the portal can have executed the call.</summary>
internal static class ConnectionFailure
{
    /// <param name="exception">What the HTTP client threw.</param>
    /// <param name="address">Where the call went; only host and port are shown.</param>
    /// <param name="method">What was called.</param>
    /// <param name="status">HTTP status, if the head of an answer had come already.</param>
    /// <param name="isBodyCut">Whether the request surely did not arrive whole.</param>
    /// <param name="proxy">The proxy through which the call went; null for none.</param>
    public static B24Exception Explain(Exception exception, Uri address, string method, int? status, bool isBodyCut = false, Uri? proxy = null)
    {
        if (status is not null)
        {
            return Make(ConnectionErrors.AnswerIncomplete, $"The answer of {address.Authority} to {method} broke off before its end.", Outcome.Unknown);
        }

        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case B24Exception refusal:
                    return Make(refusal.Kind, refusal.Message, Outcome.NotExecuted);
                case AuthenticationException:
                    return Make(ConnectionErrors.TlsFailed, $"No trusted encrypted connection to {address.Authority}{Via(proxy)}: {cause.Message}", Outcome.NotExecuted);
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery }:
                    return NameNotFound();
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostUnreachable or SocketError.NetworkUnreachable }:
                    return Unreachable($"Nobody answers at {address.Authority}: {cause.Message}", cause.Message);
#if NET
                case HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError }:
                    return Make(ConnectionErrors.ProxyRefused, $"The proxy {proxy?.Authority} does not connect to {address.Authority}: {cause.Message}", Outcome.NotExecuted);
                case HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError }:
                    return NameNotFound();
                case HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError }:
                    return Unreachable($"No connection to {address.Authority}.", cause.Message);
                case HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }:
                    return Make(ConnectionErrors.TlsFailed, $"No trusted encrypted connection to {address.Authority}{Via(proxy)}.", Outcome.NotExecuted);
#else
                case WebException { Status: WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ProxyNameResolutionFailure }:
                    return NameNotFound();
                case WebException { Status: WebExceptionStatus.ConnectFailure }:
                    return Unreachable($"Nobody answers at {address.Authority}.", cause.Message);
                case WebException { Status: WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure }:
                    return Make(ConnectionErrors.TlsFailed, $"No trusted encrypted connection to {address.Authority}{Via(proxy)}.", Outcome.NotExecuted);
#endif
            }
        }

        return isBodyCut
            ? Make(ConnectionErrors.ConnectionLost, $"The connection to {address.Authority}{Via(proxy)} broke before {method} was sent whole.", Outcome.NotExecuted)
            : Make(ConnectionErrors.ConnectionLost, $"The connection to {address.Authority}{Via(proxy)} broke before {method} was answered.", Outcome.Unknown);

        B24Exception NameNotFound() => proxy is null
            ? Make(ConnectionErrors.PortalNameNotFound, $"The name {address.Host} is not known to the network.", Outcome.NotExecuted)
            : Make(ConnectionErrors.ProxyRefused, $"The name of the proxy {proxy.Authority} is not known to the network.", Outcome.NotExecuted);

        B24Exception Unreachable(string message, string reason) => proxy is null
            ? Make(ConnectionErrors.PortalUnreachable, message, Outcome.NotExecuted)
            : Make(ConnectionErrors.ProxyRefused, $"The proxy {proxy.Authority}, through which {address.Authority} is reached, does not answer: {reason}", Outcome.NotExecuted);

        B24Exception Make(ErrorKind kind, string message, Outcome outcome) => new(kind, message, exception)
        {
            HttpStatus = status,
            Method = method,
            Outcome = outcome,
        };
    }

    /// <summary>The proxy through which a call goes, for messages; empty for none.</summary>
    public static string Via(Uri? proxy) => proxy is null ? string.Empty : $" through the proxy {proxy.Authority}";
}
