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
    public static B24Exception Explain(Exception exception, Uri address, string method, int? status, bool isBodyCut = false)
    {
        if (status is not null)
        {
            return Make(ErrorKinds.AnswerIncomplete, $"The answer of {address.Authority} to {method} broke off before its end.", Outcome.Unknown);
        }

        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case AuthenticationException:
                    return Make(ErrorKinds.TlsFailed, $"No trusted encrypted connection to {address.Authority}: {cause.Message}", Outcome.NotExecuted);
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery }:
                    return Make(ErrorKinds.PortalNameNotFound, $"The name {address.Host} is not known to the network.", Outcome.NotExecuted);
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostUnreachable or SocketError.NetworkUnreachable }:
                    return Make(ErrorKinds.PortalUnreachable, $"Nobody answers at {address.Authority}: {cause.Message}", Outcome.NotExecuted);
#if NET
                case HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError }:
                    return Make(ErrorKinds.ProxyRefused, $"The proxy does not connect to {address.Authority}: {cause.Message}", Outcome.NotExecuted);
                case HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError }:
                    return Make(ErrorKinds.PortalNameNotFound, $"The name {address.Host} is not known to the network.", Outcome.NotExecuted);
                case HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError }:
                    return Make(ErrorKinds.PortalUnreachable, $"No connection to {address.Authority}.", Outcome.NotExecuted);
                case HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }:
                    return Make(ErrorKinds.TlsFailed, $"No trusted encrypted connection to {address.Authority}.", Outcome.NotExecuted);
#else
                case WebException { Status: WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ProxyNameResolutionFailure }:
                    return Make(ErrorKinds.PortalNameNotFound, $"The name {address.Host} is not known to the network.", Outcome.NotExecuted);
                case WebException { Status: WebExceptionStatus.ConnectFailure }:
                    return Make(ErrorKinds.PortalUnreachable, $"Nobody answers at {address.Authority}.", Outcome.NotExecuted);
                case WebException { Status: WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure }:
                    return Make(ErrorKinds.TlsFailed, $"No trusted encrypted connection to {address.Authority}.", Outcome.NotExecuted);
#endif
            }
        }

        return isBodyCut
            ? Make(ErrorKinds.ConnectionLost, $"The connection to {address.Authority} broke before {method} was sent whole.", Outcome.NotExecuted)
            : Make(ErrorKinds.ConnectionLost, $"The connection to {address.Authority} broke before {method} was answered.", Outcome.Unknown);

        B24Exception Make(ErrorKind kind, string message, Outcome outcome) => new(kind, message, exception)
        {
            HttpStatus = status,
            Method = method,
            Outcome = outcome,
        };
    }
}
